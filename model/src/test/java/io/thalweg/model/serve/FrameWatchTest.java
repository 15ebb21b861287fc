package io.thalweg.model.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.PipelinePlan;
import io.thalweg.model.detect.AlertPolicy;
import io.thalweg.model.detect.CalibrationSettings;
import io.thalweg.model.detect.Explanation;
import io.thalweg.model.detect.Region;
import io.thalweg.model.evaluate.Backtest;
import io.thalweg.model.item.Content;
import io.thalweg.model.item.PictureItems;
import io.thalweg.model.item.Reading;
import io.thalweg.model.learn.GateSettings;
import io.thalweg.model.learn.LearnEffect;
import io.thalweg.model.learn.LearnerSettings;
import io.thalweg.model.learn.ReplayPolicy;
import io.thalweg.model.picture.Picture;
import io.thalweg.model.picture.PictureDecoder;
import io.thalweg.model.picture.PictureLimits;
import io.thalweg.model.picture.PictureShape;
import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.snapshot.PictureParts;
import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.model.spec.Spec;
import io.thalweg.model.testing.Pipelines;
import io.thalweg.model.testing.StoredState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A camera watched: what it is expected to show, and where it shows something else. */
final class FrameWatchTest {
  private static final int SIDE = 32;

  /** High: some 300 frames of calibration cannot say more than one in 300. */
  private static final double RATE = 0.01;

  private static final PictureShape SHAPE = new PictureShape(SIDE, SIDE, 1);
  private static final PictureItems ITEMS =
      new PictureItems(SHAPE, OptionalInt.empty(), Duration.ofSeconds(1));

  /** A slope of grey with noise, on which a bright bar goes round; a block, if it is asked for. */
  private static Reading frame(int number, boolean block) {
    SplittableRandom random = new SplittableRandom(number);
    byte[] pixels = new byte[SHAPE.values()];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        boolean bar = Math.floorMod(x - number, SIDE) < 4;
        boolean inBlock = block && x >= 16 && x < 24 && y >= 8 && y < 24;
        double grey = inBlock ? 230 : 60 + 2 * y + (bar ? 60 : 0);
        pixels[y * SIDE + x] = (byte) Math.round(grey + 2 * random.nextGaussian());
      }
    }
    return new Reading(
        "door", 40L * number, new Content.Image(new Picture(SHAPE, pixels)), 0, number);
  }

  private static PipelinePlan plan() {
    Architecture architecture =
        new Architecture(
            ITEMS.itemSize(),
            ITEMS.spec(),
            PictureParts.complete(
                new Spec(
                    "conv-net", Map.of("context", 1, "channels", List.of(4, 8), "embedding", 8)),
                SHAPE),
            PictureParts.complete(Spec.of("next-frame"), SHAPE),
            Spec.of("squared-error"));
    LearnerSettings learner =
        new LearnerSettings(
            "door",
            ITEMS,
            architecture,
            4,
            4,
            4,
            16,
            1 << 20,
            ReplayPolicy.FIFO,
            Pipelines.OPTIMIZER,
            0,
            1.0,
            1,
            64,
            new GateSettings(8, 4, 0.05, 1.01, 1e-3, 0.8));
    CalibrationSettings calibration = CalibrationSettings.DEFAULT.withRate(RATE);
    ServeSettings serving =
        new ServeSettings(
            ITEMS, learner.servingContext(), calibration, AlertPolicy.ofRate(RATE), 3);
    return new PipelinePlan(ITEMS, learner, serving, 100, 1e6, 8, Duration.ofDays(1));
  }

  private record Seen(int frame, Explanation alert) {}

  private static List<Seen> alerts(int frames, int blockAt, int blockFor, List<Snapshot> versions) {
    Backtest backtest =
        new Backtest(
            plan(),
            effect -> {
              if (effect instanceof LearnEffect.Decision decision) {
                decision.snapshot().ifPresent(versions::add);
              }
            });
    List<Seen> seen = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      int number = i;
      boolean block = i >= blockAt && i < blockAt + blockFor;
      backtest
          .accept(frame(i, block))
          .alert()
          .ifPresent(alert -> seen.add(new Seen(number, alert)));
    }
    return seen;
  }

  @Test
  void observe_aBlockThatAppears_isAnAlertThatShowsWhere() throws Exception {
    List<Seen> seen = alerts(720, 700, 10, new ArrayList<>());

    Optional<Seen> block = seen.stream().filter(alert -> alert.frame() == 700).findFirst();
    assertThat(block).as("alerts: %s", seen).isPresent();
    assertThat(seen.stream().filter(alert -> alert.frame() < 700)).hasSizeLessThanOrEqualTo(3);
    Explanation alert = block.orElseThrow().alert();
    Region region = alert.region().orElseThrow();
    assertThat(new int[] {region.x(), region.y(), region.width(), region.height()})
        .containsExactly(16, 8, 8, 16);
    assertThat(alert.text())
        .startsWith("8x16 pixels at 16,8: patch 16,")
        .containsPattern("1 in [0-9,]+ over \\d+ frames");
    assertThat(alert.contributions().get(0).observed())
        .isGreaterThan(20 * alert.contributions().get(0).expected());
    Picture map = new PictureDecoder(PictureLimits.DEFAULT).decode(region.heatMap());
    assertThat(map.shape()).isEqualTo(new PictureShape(192, 192, 3));
  }

  @Test
  void restore_afterAnyFrame_isTheCameraAsItWas() {
    List<Snapshot> versions = new ArrayList<>();
    alerts(320, 1_000, 0, versions);
    assertThat(versions).isNotEmpty();
    ServeSettings settings = plan().serving();
    Watcher watcher = new Watcher(settings);
    EntityWatch watch = watcher.newEntity();
    Scorer scorer = new Scorer(versions.get(versions.size() - 1));
    StoredState stored = new StoredState();
    int surprised = 0;
    for (int i = 1_000; i < 1_060; i++) {
      surprised += watcher.observe(watch, frame(i, false), scorer).surprise().isPresent() ? 1 : 0;
      stored.save(watch);

      EntityWatch restored = stored.restore(watcher.newEntity());
      restored.catchUp(scorer);
      assertThat(StoredState.bytes(restored)).isEqualTo(StoredState.bytes(watch));
    }
    assertThat(surprised).isGreaterThan(40);
  }
}
