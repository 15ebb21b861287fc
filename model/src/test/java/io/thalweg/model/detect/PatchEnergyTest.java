package io.thalweg.model.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Noise of two grey levels around an expected frame of 20 x 12, in patches of 8 x 8. */
final class PatchEnergyTest {
  private static final int HEIGHT = 12;
  private static final int WIDTH = 20;
  private static final int PARTS = 6;
  private static final float LEVEL = 1f / 32;

  private final SplittableRandom random = new SplittableRandom(1);
  private final PatchEnergy energy = newEnergy();
  private final float[] expected = new float[HEIGHT * WIDTH];
  private final float[] variance = new float[HEIGHT * WIDTH];
  private final double[] surprise = new double[PARTS];

  PatchEnergyTest() {
    Arrays.fill(variance, 4 * LEVEL * LEVEL);
  }

  private static PatchEnergy newEnergy() {
    return new PatchEnergy(HEIGHT, WIDTH, 1, 8);
  }

  private float[] noise(double levels) {
    float[] frame = new float[HEIGHT * WIDTH];
    for (int i = 0; i < frame.length; i++) {
      frame[i] = (float) (levels * LEVEL * random.nextGaussian());
    }
    return frame;
  }

  private double[] surprise(float[] came) {
    energy.surprise(came, expected, variance, surprise);
    return surprise;
  }

  private void watch(int frames) {
    for (int i = 0; i < frames; i++) {
      surprise(noise(2));
      energy.observe();
    }
  }

  /** If all is as usual, a negative log tail probability has a mean of 1, here a little less. */
  @Test
  void surprise_usualNoise_isOneOnAverage() {
    watch(100);
    double sum = 0;
    for (int i = 0; i < 400; i++) {
      surprise(noise(2));
      for (double s : surprise) {
        sum += s / PARTS / 400;
      }
      energy.observe();
    }
    assertThat(sum).isBetween(0.7, 1.1);
  }

  @Test
  void surprise_somethingInOnePatch_isThere() {
    watch(100);
    float[] came = noise(2);
    for (int y = 9; y < 12; y++) {
      for (int x = 9; x < 12; x++) {
        came[y * WIDTH + x] += 40 * LEVEL;
      }
    }

    surprise(came);

    assertThat(energy.across()).isEqualTo(3);
    assertThat(surprise[4]).as("second row, second column").isGreaterThan(8);
    assertThat(surprise[0] + surprise[1] + surprise[2] + surprise[3] + surprise[5]).isLessThan(12);
  }

  /** A frozen picture is all too well predicted. */
  @Test
  void surprise_noDifferenceAtAll_isHighEverywhere() {
    watch(100);

    for (double s : surprise(expected)) {
      assertThat(s).isGreaterThan(5);
    }
  }

  @Test
  void surprise_moreWasExpectedThere_isOrdinary() {
    watch(100);
    Arrays.fill(variance, 100 * LEVEL * LEVEL);

    for (double s : surprise(noise(10))) {
      assertThat(s).isLessThan(4);
    }
    Arrays.fill(variance, 4 * LEVEL * LEVEL);
    for (double s : surprise(noise(10))) {
      assertThat(s).isGreaterThan(5);
    }
  }

  @Test
  void observe_outlier_changesLittle() {
    watch(200);
    double before = energy.expectedLevels(0);
    float[] flash = new float[HEIGHT * WIDTH];
    Arrays.fill(flash, 3f);

    surprise(flash);
    energy.observe();
    surprise(noise(2));

    assertThat(energy.expectedLevels(0)).isCloseTo(before, within(0.05 * before));
    assertThat(surprise[0]).isLessThan(6);
  }

  @Test
  void levels_ofNoise_areItsStandardDeviation() {
    watch(300);
    surprise(noise(6));

    assertThat(energy.expectedLevels(0)).isBetween(1.8, 2.2);
    assertThat(energy.observedLevels(0)).isBetween(5.0, 7.0);
    // The logarithm of the mean square of 64 normal values varies by 2/64, its half by an eighth.
    assertThat(energy.spread(0)).isBetween(0.06, 0.13);
  }

  @Test
  void surprise_firstFramesOrNothingThere_isMissing() {
    assertThat(surprise(noise(2))).containsOnly(Double.NaN);
    watch(20);
    float[] came = noise(2);
    Arrays.fill(came, 8 * WIDTH, came.length, Float.NaN);

    surprise(came);
    energy.observe();

    assertThat(surprise[0]).isNotNaN();
    assertThat(surprise[3]).isNaN();
    assertThat(surprise(noise(2))).doesNotContain(Double.NaN);
  }

  @Test
  void readFrom_state_continuesBitForBit() {
    watch(50);
    ByteBuffer bytes = ByteBuffer.allocate(energy.bytes());
    energy.writeTo(bytes);
    PatchEnergy restored = newEnergy();
    restored.readFrom(bytes.flip());
    float[] came = noise(3);
    double[] twin = new double[PARTS];

    restored.surprise(came, expected, variance, twin);

    assertThat(surprise(came)).isEqualTo(twin);
    assertThat(bytes.hasRemaining()).isFalse();
  }

  @Test
  void readComparison_thenObserve_isAsAfterTheFrame() {
    watch(50);
    PatchEnergy replayed = newEnergy();
    ByteBuffer bytes = ByteBuffer.allocate(energy.bytes() + energy.comparisonBytes());
    energy.writeTo(bytes);
    surprise(noise(3));
    energy.writeComparison(bytes);
    energy.observe();
    bytes.flip();

    replayed.readFrom(bytes);
    replayed.readComparison(bytes);
    replayed.observe();

    assertThat(state(replayed)).isEqualTo(state(energy));
    assertThat(bytes.hasRemaining()).isFalse();
  }

  private static byte[] state(PatchEnergy energy) {
    ByteBuffer bytes = ByteBuffer.allocate(energy.bytes());
    energy.writeTo(bytes);
    return bytes.array();
  }

  @Test
  void newPatchEnergy_noSize_isRefused() {
    assertThatThrownBy(() -> new PatchEnergy(8, 8, 1, 0)).hasMessageContaining("0 x 0");
  }
}
