package io.thalweg.model.layer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FastMathTest {
  private static final float[] POINTS = points();

  @Test
  void tanh_denseGrid_isWithinItsStatedErrorAndRange() {
    double worst = 0;
    for (float x : POINTS) {
      float value = FastMath.tanh(x);
      worst = Math.max(worst, Math.abs(value - Math.tanh(x)));
      assertThat(Math.abs(value)).isLessThanOrEqualTo(1f);
    }
    assertThat(worst).isGreaterThan(1e-8).isLessThan(4e-7);
  }

  @Test
  void sigmoid_denseGrid_isWithinItsStatedErrorAndRange() {
    double worst = 0;
    for (float x : POINTS) {
      float value = FastMath.sigmoid(x);
      worst = Math.max(worst, Math.abs(value - 1 / (1 + Math.exp(-x))));
      assertThat(value).isBetween(0f, 1f);
    }
    assertThat(worst).isGreaterThan(1e-8).isLessThan(2e-7);
  }

  @Test
  void tanh_oppositeArguments_givesOppositeBits() {
    for (float x : POINTS) {
      assertThat(FastMath.tanh(-x)).isEqualTo(-FastMath.tanh(x));
    }
  }

  @Test
  void tanh_extremes_saturatesAndKeepsNan() {
    assertThat(FastMath.tanh(Float.POSITIVE_INFINITY)).isEqualTo(1f);
    assertThat(FastMath.tanh(-Float.MAX_VALUE)).isEqualTo(-1f);
    assertThat(FastMath.tanh(Float.NaN)).isNaN();
    assertThat(FastMath.sigmoid(Float.NEGATIVE_INFINITY)).isEqualTo(0f);
    assertThat(FastMath.sigmoid(Float.NaN)).isNaN();
  }

  @Test
  void sigmoid_insideAVectorisedLoop_givesTheBitsOfASingleCall() {
    float[] interpreted = new float[POINTS.length];
    for (int i = 0; i < POINTS.length; i++) {
      interpreted[i] = FastMath.sigmoid(POINTS[i]);
    }
    float[] compiled = new float[POINTS.length];
    for (int repeat = 0; repeat < 20; repeat++) {
      for (int i = 0; i < POINTS.length; i++) {
        compiled[i] = FastMath.sigmoid(POINTS[i]);
      }
      assertThat(compiled).isEqualTo(interpreted);
    }
  }

  @Test
  void exp_denseGrid_isWithinItsStatedRelativeError() {
    double worst = 0;
    for (float x = -86.6f; x < 88.7f; x += 1f / 1024) {
      worst = Math.max(worst, Math.abs(FastMath.exp(x) / Math.exp(x) - 1));
    }
    assertThat(worst).isGreaterThan(1e-8).isLessThan(2e-7);
  }

  @Test
  void exp_extremes_areZeroAndInfinityAndKeepNan() {
    assertThat(FastMath.exp(0f)).isEqualTo(1f);
    assertThat(FastMath.exp(Float.NEGATIVE_INFINITY)).isZero();
    assertThat(FastMath.exp(Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(FastMath.exp(Float.NaN)).isNaN();
  }

  @Test
  void exp4_insideAndBeyondItsRange_isWithinItsStatedRelativeError() {
    double worst = 0;
    for (float x = -5f; x < 5f; x += 1f / 4096) {
      double exact = Math.exp(Math.max(-4, Math.min(4, x)));
      worst = Math.max(worst, Math.abs(FastMath.exp4(x) / exact - 1));
    }
    assertThat(worst).isGreaterThan(1e-8).isLessThan(2e-6);
    assertThat(FastMath.exp4(Float.NaN)).isNaN();
  }

  @Test
  void log_manyOctaves_isWithinItsStatedError() {
    double worst = 0;
    for (float x = 1e-37f; x < 3e38f; x *= 1.00137f) {
      double exact = Math.log(x);
      worst = Math.max(worst, Math.abs(FastMath.log(x) - exact) / (1 + Math.abs(exact)));
    }
    assertThat(worst).isGreaterThan(1e-9).isLessThan(2e-7);
  }

  @Test
  void log_notFinite_isNan() {
    assertThat(FastMath.log(Float.NaN)).isNaN();
    assertThat(FastMath.log(Float.POSITIVE_INFINITY)).isNaN();
    assertThat(FastMath.log(1)).isZero();
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

  @Test
  void expOfNegative_wholeRange_isWithinItsBounds() {
    double worstRelative = 0;
    double worstAbsolute = 0;
    float[] values = new float[100_003];
    for (int i = 0; i <= 100_000; i++) {
      values[i] = -i * 1e-3f;
    }
    values[100_001] = Float.NEGATIVE_INFINITY;
    values[100_002] = Float.NaN;

    FastMath.expOfNegative(values, 0, values.length);

    for (int i = 0; i <= 100_000; i++) {
      float x = -i * 1e-3f;
      double error = Math.abs(values[i] - Math.exp(x));
      if (x >= -8) {
        worstRelative = Math.max(worstRelative, error / Math.exp(x));
      } else {
        worstAbsolute = Math.max(worstAbsolute, error);
      }
    }
    assertThat(worstRelative).isLessThan(2e-6);
    assertThat(worstAbsolute).isLessThan(1e-9);
    assertThat(values[0]).isEqualTo(1f);
    assertThat(values[100_001]).isBetween(0f, 1e-15f);
    assertThat(values[100_002]).isNaN();
  }

  @Test
  void logOnePlus_denseGrid_isWithinItsStatedError() {
    float[] values = new float[10_001];
    for (int i = 0; i < values.length; i++) {
      values[i] = i * 1e-4f;
    }
    float[] fast = values.clone();
    FastMath.logOnePlus(fast, fast.length);

    double worst = 0;
    for (int i = 1; i < values.length; i++) {
      worst = Math.max(worst, Math.abs(fast[i] / Math.log1p(values[i]) - 1));
    }
    assertThat(worst).isGreaterThan(1e-8).isLessThan(1e-6);
    assertThat(fast[0]).isZero();
    float[] nan = {Float.NaN};
    FastMath.logOnePlus(nan, 1);
    assertThat(nan[0]).isNaN();
  }
}
