package io.thalweg.model.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SquashTest {
  private static final float[] POINTS = points();

  @Test
  void tanh_denseGrid_isWithinItsStatedErrorAndRange() {
    double worst = 0;
    for (float x : POINTS) {
      float value = Squash.tanh(x);
      worst = Math.max(worst, Math.abs(value - Math.tanh(x)));
      assertThat(Math.abs(value)).isLessThanOrEqualTo(1f);
    }
    assertThat(worst).isGreaterThan(1e-8).isLessThan(4e-7);
  }

  @Test
  void sigmoid_denseGrid_isWithinItsStatedErrorAndRange() {
    double worst = 0;
    for (float x : POINTS) {
      float value = Squash.sigmoid(x);
      worst = Math.max(worst, Math.abs(value - 1 / (1 + Math.exp(-x))));
      assertThat(value).isBetween(0f, 1f);
    }
    assertThat(worst).isGreaterThan(1e-8).isLessThan(2e-7);
  }

  @Test
  void tanh_oppositeArguments_givesOppositeBits() {
    for (float x : POINTS) {
      assertThat(Squash.tanh(-x)).isEqualTo(-Squash.tanh(x));
    }
  }

  @Test
  void tanh_extremes_saturatesAndKeepsNan() {
    assertThat(Squash.tanh(Float.POSITIVE_INFINITY)).isEqualTo(1f);
    assertThat(Squash.tanh(-Float.MAX_VALUE)).isEqualTo(-1f);
    assertThat(Squash.tanh(Float.NaN)).isNaN();
    assertThat(Squash.sigmoid(Float.NEGATIVE_INFINITY)).isEqualTo(0f);
    assertThat(Squash.sigmoid(Float.NaN)).isNaN();
  }

  @Test
  void sigmoid_insideAVectorisedLoop_givesTheBitsOfASingleCall() {
    float[] interpreted = new float[POINTS.length];
    for (int i = 0; i < POINTS.length; i++) {
      interpreted[i] = Squash.sigmoid(POINTS[i]);
    }
    float[] compiled = new float[POINTS.length];
    for (int repeat = 0; repeat < 20; repeat++) {
      for (int i = 0; i < POINTS.length; i++) {
        compiled[i] = Squash.sigmoid(POINTS[i]);
      }
      assertThat(compiled).isEqualTo(interpreted);
    }
  }

  /** -20 to 20 in steps of 1/4096, and points that crowd towards zero. */
  private static float[] points() {
    float[] points = new float[40 * 4096 + 100];
    for (int i = 0; i < 40 * 4096; i++) {
      points[i] = i / 4096f - 20;
    }
    for (int i = 0; i < 100; i++) {
      points[40 * 4096 + i] = (float) Math.pow(0.5, i);
    }
    return points;
  }
}
