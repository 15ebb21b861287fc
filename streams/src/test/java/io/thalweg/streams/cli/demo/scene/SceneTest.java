package io.thalweg.streams.cli.demo.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.picture.Picture;
import io.thalweg.streams.cli.demo.scene.SceneDisturbance.Kind;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SceneTest {
  /**
   * Two frames' noise of 2 levels each, and what rounding to bytes adds to each (1/12 of a level
   * squared): 2 * (4 + 1/12).
   */
  private static final double NOISE_SQUARED = 8.17;

  private static final int BLOCK = 8;

  private final Scene scene = new Scene(1);

  @Test
  void frame_sameSeedAndNumber_isTheSameInAnyOrder() {
    Scene again = new Scene(1);
    Picture later = again.frame(500, List.of());
    Picture earlier = again.frame(3, List.of());

    assertThat(earlier).isEqualTo(plain(3));
    assertThat(later).isEqualTo(plain(500));
  }

  @Test
  void frame_otherSeed_isAnotherScene() {
    double[] differences = squaredPerBlock(plain(0), new Scene(2).frame(0, List.of()));

    assertThat(median(differences)).isGreaterThan(10 * NOISE_SQUARED);
  }

  @Test
  void frame_next_differsByNoiseWhereNothingMovesAndByMuchMoreWhereSomethingDoes() {
    double[] differences = squaredPerBlock(plain(100), plain(101));

    assertThat(median(differences)).isCloseTo(NOISE_SQUARED, within(0.1 * NOISE_SQUARED));
    assertThat(Arrays.stream(differences).filter(d -> d > 10 * NOISE_SQUARED).count())
        .as("blocks of 300 that something moved in")
        .isGreaterThan(10);
  }

  @Test
  void frame_quarterAndThreeQuartersOfTheDrift_differInBrightnessByIt() {
    double brightest = median(meanPerBlock(plain(375)));
    double darkest = median(meanPerBlock(plain(1125)));

    // Light goes up and down by 8 %; objects cover less than half of the blocks.
    assertThat(brightest / darkest).isCloseTo(1.08 / 0.92, within(0.05));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void frame_outsideADisturbance_isAsWithoutIt(Kind kind) {
    SceneDisturbance disturbance = new SceneDisturbance(kind, 100, 120);

    assertThat(disturbed(99, disturbance)).isEqualTo(plain(99));
    assertThat(disturbed(100, disturbance)).isNotEqualTo(plain(100));
    assertThat(disturbed(119, disturbance)).isNotEqualTo(plain(119));
    assertThat(disturbed(120, disturbance)).isEqualTo(plain(120));
  }

  @Test
  void frame_block_changesItsSquareAndNothingElse() {
    Picture with = disturbed(105, new SceneDisturbance(Kind.BLOCK, 100, 120));
    Picture without = plain(105);

    for (int row = 0; row < Scene.HEIGHT; row++) {
      for (int column = 0; column < Scene.WIDTH; column++) {
        if (row >= 30 && row < 90 && column >= 20 && column < 80) {
          assertThat(with.value(row, column, 0)).isBetween(225, 255);
        } else {
          assertThat(with.value(row, column, 0)).isEqualTo(without.value(row, column, 0));
        }
      }
    }
  }

  @Test
  void frame_freeze_isThePictureBeforeItBitForBit() {
    SceneDisturbance freeze = new SceneDisturbance(Kind.FREEZE, 100, 120);

    assertThat(disturbed(100, freeze)).isEqualTo(plain(99));
    assertThat(disturbed(119, freeze)).isEqualTo(plain(99));
  }

  @Test
  void frame_freezeWithinABlock_keepsTheBlock() {
    SceneDisturbance block = new SceneDisturbance(Kind.BLOCK, 90, 110);
    SceneDisturbance freeze = new SceneDisturbance(Kind.FREEZE, 100, 120);

    assertThat(scene.frame(115, List.of(block, freeze))).isEqualTo(disturbed(99, block));
  }

  @Test
  void frame_flash_isBrighterByTheSameEverywhere() {
    byte[] with = disturbed(105, new SceneDisturbance(Kind.FLASH, 100, 120)).pixels();
    byte[] without = plain(105).pixels();

    for (int i = 0; i < with.length; i++) {
      int expected = Math.min(255, (without[i] & 0xFF) + 70);
      // Rounding may fall the other way; a level cut off at 0 was darker than it looks.
      if (without[i] != 0) {
        assertThat(with[i] & 0xFF).isBetween(expected - 1, expected + 1);
      }
    }
  }

  @Test
  void frame_reversal_hasItsObjectsWhereTheMirroredFrameHasThem() {
    SceneDisturbance reversal = new SceneDisturbance(Kind.REVERSAL, 100, 120);

    // 100 + 119 - 103: noise is another, light nearly the same.
    double[] differences = squaredPerBlock(disturbed(103, reversal), plain(116));

    assertThat(Arrays.stream(differences).max().orElseThrow()).isLessThan(2 * NOISE_SQUARED);
    assertThat(Arrays.stream(squaredPerBlock(plain(103), plain(116))).max().orElseThrow())
        .as("not trivial: the objects had moved")
        .isGreaterThan(100 * NOISE_SQUARED);
  }

  @Test
  void disturbance_emptyOrBeforeTheSecondFrame_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SceneDisturbance(Kind.BLOCK, 0, 5))
        .withMessageContaining("has 0 and 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SceneDisturbance(Kind.BLOCK, 5, 5))
        .withMessageContaining("has 5 and 5");
  }

  private Picture plain(long frame) {
    return scene.frame(frame, List.of());
  }

  private Picture disturbed(long frame, SceneDisturbance disturbance) {
    return scene.frame(frame, List.of(disturbance));
  }

  /** Mean squared difference, block by block. */
  private static double[] squaredPerBlock(Picture a, Picture b) {
    double[] squared = new double[a.pixels().length];
    for (int i = 0; i < squared.length; i++) {
      double difference = (a.pixels()[i] & 0xFF) - (b.pixels()[i] & 0xFF);
      squared[i] = difference * difference;
    }
    return perBlock(squared);
  }

  private static double[] meanPerBlock(Picture picture) {
    double[] levels = new double[picture.pixels().length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = picture.pixels()[i] & 0xFF;
    }
    return perBlock(levels);
  }

  private static double[] perBlock(double[] values) {
    int columns = Scene.WIDTH / BLOCK;
    double[] means = new double[Scene.HEIGHT / BLOCK * columns];
    for (int i = 0; i < values.length; i++) {
      int row = i / (3 * Scene.WIDTH) / BLOCK;
      int column = i / 3 % Scene.WIDTH / BLOCK;
      means[row * columns + column] += values[i] / (3 * BLOCK * BLOCK);
    }
    return means;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
