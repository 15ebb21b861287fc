package io.thalweg.model.layer;

import static io.thalweg.model.testing.Numerics.assertClose;
import static io.thalweg.model.testing.Numerics.assertGradient;
import static io.thalweg.model.testing.Numerics.gaussian;
import static io.thalweg.model.testing.Numerics.gradient;
import static io.thalweg.model.testing.Numerics.widen;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LayerNormTest {
  /** More rows than a chunk of 2048 floats holds, and a remainder of eight in the sums. */
  private static final int ROWS = 8;

  private static final int WIDTH = 427;

  private final float[] parameters = gaussian(2 * WIDTH, 1, 1);
  private final float[] x = gaussian(ROWS * WIDTH, 2, 2);
  private final float[] slope = gaussian(ROWS * WIDTH, 1, 3);
  private final LayerNorm norm = new LayerNorm(ROWS, WIDTH);

  @Test
  void forward_manyRows_equalsTheSlowReference() {
    assertClose(forward(x), slow(widen(parameters), widen(x)), 1e-5);
  }

  @Test
  void forward_rowFarFromZero_keepsItsDigits() {
    // The mean is a thousand deviations: a variance from mean squares would lose all but one digit.
    float[] far = new float[ROWS * WIDTH];
    for (int i = 0; i < far.length; i++) {
      far[i] = 1000 + x[i] / 2;
    }
    assertClose(forward(far), slow(widen(parameters), widen(far)), 2e-3);
  }

  @Test
  void backward_parametersAndRows_equalCentralDifferencesAndAddToTheResidual() {
    float[] actual = new float[2 * WIDTH];
    float[] xGradient = new float[x.length];
    java.util.Arrays.fill(xGradient, 0.5f);
    Matrix nativeGradient = Matrices.of(xGradient);

    forward(x);
    norm.backward(Matrices.of(slope), actual, 0, nativeGradient);

    nativeGradient.get(xGradient, 0, xGradient.length);
    assertGradient(actual, gradient(p -> weighted(slow(p, widen(x))), widen(parameters)), 1e-4);
    for (int i = 0; i < xGradient.length; i++) {
      xGradient[i] -= 0.5f;
    }
    // Of the rows' gradients a sample: each costs two passes over all of them.
    double[] at = widen(x);
    double h = 1e-5;
    for (int i = 0; i < at.length; i += 61) {
      double kept = at[i];
      at[i] = kept + h;
      double above = weighted(slow(widen(parameters), at));
      at[i] = kept - h;
      double below = weighted(slow(widen(parameters), at));
      at[i] = kept;
      assertThat((double) xGradient[i])
          .isCloseTo((above - below) / (2 * h), org.assertj.core.api.Assertions.within(1e-5));
    }
  }

  @Test
  void forward_nanInARow_staysInThatRow() {
    x[WIDTH + 3] = Float.NaN;

    float[] y = forward(x);

    for (int i = 0; i < y.length; i++) {
      assertThat(Float.isNaN(y[i])).isEqualTo(i / WIDTH == 1);
    }
  }

  private float[] forward(float[] rows) {
    Matrix y = new Matrix(rows.length);
    norm.forward(parameters, 0, Matrices.of(rows), y);
    float[] result = new float[rows.length];
    y.get(result, 0, result.length);
    return result;
  }

  private double weighted(double[] values) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += slope[i] * values[i];
    }
    return sum;
  }

  private static double[] slow(double[] p, double[] x) {
    double[] y = new double[x.length];
    for (int row = 0; row < ROWS; row++) {
      double mean = 0;
      double variance = 0;
      for (int i = 0; i < WIDTH; i++) {
        mean += x[row * WIDTH + i] / WIDTH;
      }
      for (int i = 0; i < WIDTH; i++) {
        variance += Math.pow(x[row * WIDTH + i] - mean, 2) / WIDTH;
      }
      for (int i = 0; i < WIDTH; i++) {
        double normal = (x[row * WIDTH + i] - mean) / Math.sqrt(variance + 1e-5);
        y[row * WIDTH + i] = p[i] * normal + p[WIDTH + i];
      }
    }
    return y;
  }
}
