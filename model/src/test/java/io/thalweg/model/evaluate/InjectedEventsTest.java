package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.evaluate.InjectedEvents.Event;
import io.thalweg.model.evaluate.InjectedEvents.Kind;
import io.thalweg.model.picture.Picture;
import io.thalweg.model.picture.PictureShape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class InjectedEventsTest {
  private static final PictureShape SHAPE = new PictureShape(16, 8, 1);
  private final InjectedEvents injected = InjectedEvents.into(1_200, 0);

  /** Every pixel is the frame's number, modulo 200. */
  private static Picture film(int frame) {
    byte[] pixels = new byte[SHAPE.values()];
    Arrays.fill(pixels, (byte) (frame % 200));
    return new Picture(SHAPE, pixels);
  }

  private Picture frame(int index) {
    return injected.frame(index, InjectedEventsTest::film);
  }

  @Test
  void into_film_isWhereItIsSaidToBe() {
    assertThat(injected.events())
        .containsExactly(
            new Event(Kind.BLOCK, 640, 20),
            new Event(Kind.FREEZE, 760, 20),
            new Event(Kind.FLASH, 880, 1),
            new Event(Kind.REVERSED, 1_000, 40));
    assertThat(InjectedEvents.into(1_200, 2).events().get(3))
        .isEqualTo(new Event(Kind.REVERSED, 1_100, 40));
    assertThatThrownBy(() -> InjectedEvents.into(1_199, 0)).hasMessageContaining("1199");
    assertThatThrownBy(() -> InjectedEvents.into(1_200, 3)).hasMessageContaining("not 3");
  }

  @Test
  void frame_outsideEvents_isTheFilm() {
    for (int quiet : new int[] {0, 639, 660, 759, 780, 879, 881, 999, 1_040, 1_199}) {
      assertThat(frame(quiet)).isEqualTo(film(quiet));
    }
    assertThat(InjectedEvents.none().frame(640, InjectedEventsTest::film)).isEqualTo(film(640));
  }

  @Test
  void frame_block_isASixteenthOfTheFrame() {
    Picture with = frame(650);

    int changed = 0;
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 8; x++) {
        boolean inside = y >= 5 && y < 9 && x >= 3 && x < 5;
        assertThat(with.value(y, x, 0)).isEqualTo(inside ? 218 : 650 % 200);
        changed += inside ? 1 : 0;
      }
    }
    assertThat(changed).isEqualTo(16 * 8 / 16);
  }

  @Test
  void frame_otherEvents_areAsDocumented() {
    assertThat(frame(760)).isEqualTo(film(759));
    assertThat(frame(779)).isEqualTo(film(759));
    assertThat(frame(880).value(3, 3, 0)).isEqualTo(880 % 200 + 60);
    assertThat(frame(1_000)).isEqualTo(film(1_039));
    assertThat(frame(1_039)).isEqualTo(film(1_000));
  }

  @Test
  void frame_flashOfABrightPicture_endsAtWhite() {
    Picture bright = new Picture(SHAPE, new byte[SHAPE.values()]);
    Arrays.fill(bright.pixels(), (byte) 250);

    assertThat(injected.frame(880, i -> bright).value(0, 0, 0)).isEqualTo(255);
    assertThat(bright.value(0, 0, 0)).as("not modified").isEqualTo(250);
  }

  @Test
  void tally_alerts_belongToTheirEventsOrToNone() {
    AlertTally tally = new AlertTally(injected);
    for (int frame = 600; frame < 800; frame++) {
      tally.add(frame, frame >= 630, frame == 620 || frame == 641 || frame == 669 || frame == 670);
    }

    assertThat(tally.alertOf(injected.events().get(0))).hasValue(641);
    assertThat(tally.alertOf(injected.events().get(1))).isEmpty();
    assertThat(tally.falseAlerts()).containsExactly(620, 670);
    // 630 to 639, 670 to 759 and 790 to 799.
    assertThat(tally.watched()).isEqualTo(10 + 90 + 10);
  }

  @Test
  void frameErrors_ratioOfSums() {
    FrameErrors errors = new FrameErrors();
    errors.add(new double[] {0, 0}, new double[] {1, 0}, new double[] {2, 0});
    errors.add(new double[] {5, 5}, new double[] {5, 6}, new double[] {5, 8});

    assertThat(errors.ratio()).isCloseTo((1 + 4) / (4 + 9.0), within(1e-12));
    assertThat(errors.rootMeanSquare()).isCloseTo(Math.sqrt(5 / 4.0), within(1e-12));
    assertThat(errors.copyRootMeanSquare()).isCloseTo(Math.sqrt(13 / 4.0), within(1e-12));
    assertThat(errors.frames()).isEqualTo(2);
  }
}
