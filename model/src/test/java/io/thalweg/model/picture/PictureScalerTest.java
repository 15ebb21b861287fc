package io.thalweg.model.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureScalerTest {
  private final PictureScaler scaler = new PictureScaler();

  @Test
  void scale_toAHalf_isTheMeanOfFour() {
    Picture picture = Pictures.of(2, 4, 1, 10, 20, 0, 255, 30, 41, 255, 0);

    Picture half = scaler.scale(picture, new PictureShape(1, 2, 1));

    // 101 / 4 = 25.25 and 510 / 4 = 127.5, rounded up
    assertThat(half).isEqualTo(Pictures.of(1, 2, 1, 25, 128));
  }

  @Test
  void scale_threeToTwo_countsTheMiddleHalfOnEachSide() {
    Picture picture = Pictures.of(1, 3, 1, 0, 90, 240);

    // (0 + 45) / 1.5 and (45 + 240) / 1.5
    assertThat(scaler.scale(picture, new PictureShape(1, 2, 1)))
        .isEqualTo(Pictures.of(1, 2, 1, 30, 190));
  }

  @Test
  void scale_twoToFour_interpolatesBetweenCentres() {
    Picture picture = Pictures.of(1, 2, 1, 0, 100);

    // the centres of four lie at -0.25, 0.25, 0.75 and 1.25 of the two's
    assertThat(scaler.scale(picture, new PictureShape(1, 4, 1)))
        .isEqualTo(Pictures.of(1, 4, 1, 0, 25, 75, 100));
  }

  @Test
  void scale_colourToGrey_isLuma() {
    Picture picture = Pictures.of(1, 4, 3, 255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255);

    assertThat(scaler.scale(picture, new PictureShape(1, 4, 1)))
        .isEqualTo(Pictures.of(1, 4, 1, 76, 150, 29, 255));
  }

  @Test
  void scale_greyToColour_isTheSameInAllChannels() {
    Picture picture = Pictures.of(1, 2, 1, 7, 200);

    assertThat(scaler.scale(picture, new PictureShape(1, 2, 3)))
        .isEqualTo(Pictures.of(1, 2, 3, 7, 7, 7, 200, 200, 200));
  }

  @Test
  void scale_ownShape_isACopy() {
    Picture picture = Pictures.noise(3, 4, 3, 1);

    Picture same = scaler.scale(picture, picture.shape());

    assertThat(same).isEqualTo(picture);
    assertThat(same.pixels()).isNotSameAs(picture.pixels());
  }

  @ParameterizedTest
  @CsvSource({
    "240, 320, 1, 64, 64, 1",
    "240, 320, 3, 64, 64, 1",
    "37, 53, 3, 64, 20, 3",
    "37, 53, 1, 20, 64, 3",
    "1, 1, 3, 5, 7, 3",
    "5, 7, 3, 1, 1, 1",
    "8, 8, 1, 8, 16, 1",
    "500, 3, 1, 7, 2, 1"
  })
  void scale_anySizes_agreesWithTheSlowReference(
      int height, int width, int channels, int toHeight, int toWidth, int toChannels) {
    Picture picture = Pictures.noise(height, width, channels, 7);
    Picture before = new Picture(picture.shape(), picture.pixels().clone());
    PictureShape shape = new PictureShape(toHeight, toWidth, toChannels);

    Picture scaled = scaler.scale(picture, shape);

    double worst = 0;
    for (int y = 0; y < toHeight; y++) {
      for (int x = 0; x < toWidth; x++) {
        for (int channel = 0; channel < toChannels; channel++) {
          double expected = reference(picture, shape, y, x, channel);
          worst = Math.max(worst, Math.abs(scaled.value(y, x, channel) - expected));
        }
      }
    }
    // half a step of rounding, and what floats lose in sums of some thousand terms
    assertThat(worst).isLessThan(0.51);
    assertThat(picture).isEqualTo(before);
  }

  @Test
  void scale_otherSizesInBetween_leavesNoTrace() {
    Picture picture = Pictures.noise(24, 32, 3, 3);
    PictureShape shape = new PictureShape(8, 9, 1);
    Picture first = scaler.scale(picture, shape);

    scaler.scale(Pictures.noise(50, 70, 1, 4), new PictureShape(9, 8, 3));

    assertThat(scaler.scale(picture, shape)).isEqualTo(first);
  }

  @Test
  void scale_constantPicture_staysConstant() {
    Picture white = Pictures.blank(1_000, 1_500, 3);
    Arrays.fill(white.pixels(), (byte) 255);

    assertThat(scaler.scale(white, new PictureShape(64, 64, 1)).pixels()).containsOnly((byte) 255);
  }

  /** The weight of every source value for every value of the result, written out. */
  private static double reference(Picture from, PictureShape to, int y, int x, int channel) {
    double[] sums = new double[from.shape().channels()];
    for (int row = 0; row < from.shape().height(); row++) {
      for (int column = 0; column < from.shape().width(); column++) {
        double weight =
            weight(row, from.shape().height(), y, to.height())
                * weight(column, from.shape().width(), x, to.width());
        for (int c = 0; c < sums.length && weight != 0; c++) {
          sums[c] += weight * from.value(row, column, c);
        }
      }
    }
    if (sums.length == 1) {
      return sums[0];
    }
    return to.channels() == 3 ? sums[channel] : 0.299 * sums[0] + 0.587 * sums[1] + 0.114 * sums[2];
  }

  private static double weight(int source, int from, int i, int to) {
    double scale = (double) from / to;
    if (to <= from) {
      double covered = Math.min(source + 1, (i + 1) * scale) - Math.max(source, i * scale);
      return Math.max(0, covered) / scale;
    }
    double centre = Math.max(0, Math.min(from - 1, (i + 0.5) * scale - 0.5));
    return Math.max(0, 1 - Math.abs(source - centre));
  }
}
