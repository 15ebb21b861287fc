package io.thalweg.streams.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.item.PictureItems;
import io.thalweg.model.item.ScalePrior;
import io.thalweg.model.picture.Picture;
import io.thalweg.model.picture.PictureDecoder;
import io.thalweg.model.picture.PictureLimits;
import io.thalweg.model.picture.PictureShape;
import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.model.spec.Spec;
import io.thalweg.schema.Alert;
import io.thalweg.schema.FrameRegion;
import io.thalweg.schema.SurpriseStatistic;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AlertPicturesTest {
  private static final PictureShape SHAPE = new PictureShape(8, 12, 1);
  private static final byte[] HEAT_MAP = {1, 2, 3};
  private static final int EMBEDDING = 6;

  @TempDir private Path folder;

  @Test
  void expected_untrainedVersion_isTheLastFrame() {
    Picture last = frame(40);

    // The last differs from the one before: the version is asked for what follows it.
    assertThat(ExpectedFrame.of(version(5, 0), List.of(frame(10), last))).isEqualTo(last);
  }

  @Test
  void expected_versionThatExpectsMoreLight_isBrighterAndNoBrighterThanWhite() {
    // One unit of an item is 32 levels.
    assertThat(ExpectedFrame.of(version(5, 1), List.of(frame(40)))).isEqualTo(frame(72));
    assertThat(ExpectedFrame.of(version(5, 1), List.of(frame(240)))).isEqualTo(frame(255));
  }

  @Test
  void write_alertOfAVersionThatIsThere_isItsHeatMapAndExpectedBesideActual() throws Exception {
    AlertPictures pictures =
        new AlertPictures(folder, List.of(version(4, 0), version(5, 1)), n -> frame((int) n));

    int files = pictures.write(List.of(alert(40, 5, region())));

    assertThat(files).isEqualTo(2);
    assertThat(folder.resolve("frame-000040-where.png")).hasBinaryContent(HEAT_MAP);
    byte[] png = Files.readAllBytes(folder.resolve("frame-000040-expected-actual.png"));
    Picture both = new PictureDecoder(PictureLimits.DEFAULT).decode(png);
    assertThat(both.value(5, 5, 0)).as("frame 39 and 32 levels").isEqualTo(71);
    assertThat(both.value(5, both.shape().width() - 5, 0)).as("frame 40").isEqualTo(40);
  }

  @Test
  void write_versionGoneAndNoRegion_leavesThemOut() throws Exception {
    AlertPictures pictures = new AlertPictures(folder, List.of(version(9, 0)), n -> frame((int) n));

    assertThat(pictures.write(List.of(alert(40, 5, null)))).isZero();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void named_frameWithARegion_saysWhere() {
    VideoDemo demo = new VideoDemo(Clock.systemUTC());

    assertThat(demo.named(alert(1, 1, region()))).containsExactly("24x16 pixels at 8,40");
    assertThat(demo.named(alert(1, 1, null))).isEmpty();
  }

  @Test
  void plan_standardLength_hasTimeForLearningAndForEveryDisturbance() {
    DemoPlan plan = VideoDemo.plan(Duration.ofSeconds(90));

    assertThat(plan.disturbance()).isEqualTo(Duration.ofSeconds(20));
    assertThat(plan.onset().toSeconds() * plan.hertz()).isGreaterThan(3 * plan.warmup());
  }

  private static Picture frame(int level) {
    byte[] pixels = new byte[SHAPE.values()];
    Arrays.fill(pixels, (byte) level);
    return new Picture(SHAPE, pixels);
  }

  /** A version as it was initialised, which expects no change, but for light that is added. */
  private static Snapshot version(long number, float light) {
    List<Integer> sides = List.of(SHAPE.height(), SHAPE.width(), SHAPE.channels());
    PictureItems items = new PictureItems(SHAPE, OptionalInt.empty(), Duration.ZERO);
    Map<String, Object> encoder =
        Map.of("frame", sides, "context", 1, "channels", List.of(4), "embedding", EMBEDDING);
    Architecture architecture =
        new Architecture(
            SHAPE.values(),
            items.spec(),
            new Spec("conv-net", encoder),
            new Spec("next-frame", Map.of("frame", sides)),
            Spec.of("squared-error"));
    float[] parameters = architecture.initialise(1);
    // The last of the head's is the bias of its one channel.
    parameters[architecture.objectiveOffset() - 1] = light;
    float[] rotation = new float[EMBEDDING * EMBEDDING];
    return new Snapshot(
        number,
        OptionalLong.empty(),
        "demo-video",
        architecture,
        8,
        items.fields(),
        parameters,
        new byte[0],
        rotation,
        "space",
        OptionalDouble.empty(),
        new ScalePrior(new double[1], new double[] {1}, new double[] {1}),
        Map.of(0, 0L),
        new Snapshot.Progress(0, 0, 0, 0, 0, 0, 0),
        0);
  }

  private static FrameRegion region() {
    return new FrameRegion(8, 40, 24, 16, ByteBuffer.wrap(HEAT_MAP));
  }

  private static Alert alert(long offset, long version, @Nullable FrameRegion region) {
    return Alert.newBuilder()
        .setEntity("camera-1")
        .setTimestamp(Instant.EPOCH)
        .setTopic("demo-video.events")
        .setPartition(0)
        .setOffset(offset)
        .setVersion(version)
        .setSpaceId("space")
        .setInSample(false)
        .setSurprise(20)
        .setPValue(1e-5)
        .setThreshold(2e-4)
        .setCalibratedOn(500)
        .setStatistic(SurpriseStatistic.SUM)
        .setContributions(List.of())
        .setText("")
        .setRegion(region)
        .build();
  }
}
