package io.thalweg.streams.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.streams.cli.demo.scene.JpegCamera;
import io.thalweg.streams.cli.demo.scene.Scene;
import io.thalweg.streams.cli.demo.scene.SceneDisturbance;
import io.thalweg.streams.cli.demo.scene.SceneDisturbance.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FilmedSceneTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final FilmedScene filmed = new FilmedScene(3, Clock.fixed(NOON, ZoneOffset.UTC));
  private final Scene scene = new Scene(3);
  private final JpegCamera camera = new JpegCamera();

  @Test
  void event_undisturbed_isTheNextFrameHoweverOftenItLooked() {
    for (int look = 0; look < 5; look++) {
      filmed.observe();
    }

    assertThat(film(0)).isEqualTo(camera.send(scene.frame(0, List.of())));
    assertThat(film(1)).isEqualTo(camera.send(scene.frame(1, List.of())));
    assertThat(filmed.sent()).isEqualTo(2);
  }

  @Test
  void begin_anyFrame_disturbsInEveryWayFromTheMiddleOfTheNextHundred() {
    film(0, 70);
    Disturber.Running running = filmed.begin(Duration.ZERO);
    List<byte[]> sent = film(70, 550);

    assertThat(running.isOver()).isTrue();
    assertThat(running.onset()).isEqualTo(NOON);
    assertThat(running.incidents())
        .extracting(Disturber.Incident::name)
        .containsExactly("reversal", "block", "freeze", "flash");
    assertThat(running.incidents())
        .extracting(Disturber.Incident::onset)
        .containsExactly(time(150), time(250), time(350), time(450));
    List<SceneDisturbance> script =
        List.of(
            new SceneDisturbance(Kind.REVERSAL, 150, 170),
            new SceneDisturbance(Kind.BLOCK, 250, 270),
            new SceneDisturbance(Kind.FREEZE, 350, 370),
            new SceneDisturbance(Kind.FLASH, 450, 470));
    for (int frame : new int[] {149, 150, 169, 170, 260, 360, 460, 470, 549}) {
      assertThat(sent.get(frame - 70))
          .as("frame %d", frame)
          .isEqualTo(camera.send(scene.frame(frame, script)));
    }
  }

  @Test
  void incidents_timeFinerThanAMillisecond_beginsWithItsEventsTimestamp() {
    Disturber.Running running = filmed.begin(Duration.ZERO);
    film(0, 50);

    filmed.observe().event(time(50).plusNanos(999_999));

    assertThat(running.incidents().get(0).onset()).isEqualTo(time(50));
  }

  @Test
  void title_duringADisturbance_saysWhich() {
    Disturber.Running running = filmed.begin(Duration.ZERO);
    film(0, 50);
    assertThat(running.title()).isEqualTo("disturbing the scene");

    film(50);

    assertThat(running.title()).isEqualTo("disturbing the scene: everything runs backwards");
    assertThat(running.isOver()).isFalse();
  }

  @Test
  void close_early_leavesTheRestUndisturbed() {
    Disturber.Running running = filmed.begin(Duration.ZERO);
    film(0, 60);

    running.close();

    assertThat(film(60)).isEqualTo(camera.send(scene.frame(60, List.of())));
  }

  @Test
  void again_disturbedFrame_isTheSameBytes() {
    filmed.begin(Duration.ZERO);
    List<byte[]> sent = film(0, 60);

    assertThat(filmed.again(55)).isEqualTo(sent.get(55));
    assertThat(filmed.sent()).isEqualTo(60);
  }

  private byte[] film(int frame) {
    return filmed.observe().event(time(frame)).orElseThrow().value();
  }

  private List<byte[]> film(int from, int to) {
    List<byte[]> sent = new ArrayList<>();
    for (int frame = from; frame < to; frame++) {
      sent.add(film(frame));
    }
    return sent;
  }

  private static Instant time(int frame) {
    return NOON.plusMillis(50L * frame);
  }
}
