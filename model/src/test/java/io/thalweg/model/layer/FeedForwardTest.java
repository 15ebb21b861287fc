package io.thalweg.model.layer;

import static io.thalweg.model.testing.Numerics.allocatedPerCall;
import static io.thalweg.model.testing.Numerics.assertClose;
import static io.thalweg.model.testing.Numerics.assertGradient;
import static io.thalweg.model.testing.Numerics.gaussian;
import static io.thalweg.model.testing.Numerics.gradient;
import static io.thalweg.model.testing.Numerics.widen;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@link FeedForward} against its formula. */
class FeedForwardTest {
  /** Two groups: the first of one chunk of 4096 / 20 = 204 rows, the second of the others. */
  private static final int ROWS = 210;

  private static final int WIDTH = 5;
  private static final int HIDDEN = 20;

  private final float[] parameters = gaussian(FeedForward.parameterCount(WIDTH, HIDDEN), 0.5, 1);
  private final float[] x = gaussian(ROWS * WIDTH, 1, 2);
  private final float[] slope = gaussian(ROWS * WIDTH, 1, 3);
  private final FeedForward layer = new FeedForward(ROWS, WIDTH, HIDDEN);

  @Test
  void forward_residual_isAddedTo() {
    float[] residual = gaussian(ROWS * WIDTH, 1, 4);
    double[] expected = slow(widen(parameters), widen(x));
    for (int i = 0; i < expected.length; i++) {
      expected[i] += residual[i];
    }
    Matrix sum = Matrices.of(residual);

    layer.forward(parameters, 0, Matrices.of(x), sum);

    float[] actual = new float[residual.length];
    sum.get(actual, 0, actual.length);
    assertClose(actual, expected, 1e-5);
  }

  @Test
  void backward_parametersAndRows_equalCentralDifferences() {
    Matrix in = Matrices.of(x);
    Matrix xGradient = new Matrix(x.length);
    float[] gradient = new float[parameters.length];

    layer.forward(parameters, 0, in, new Matrix(x.length));
    layer.backward(in, Matrices.of(slope), gradient, 0, xGradient);

    assertGradient(gradient, gradient(p -> weighted(slow(p, widen(x))), widen(parameters)), 1e-4);
    float[] rows = new float[x.length];
    xGradient.get(rows, 0, rows.length);
    assertGradient(rows, gradient(in2 -> weighted(slow(widen(parameters), in2)), widen(x)), 1e-4);
  }

  @Test
  void forwardAndBackward_repeated_allocateNothingPerCall() {
    Matrix in = Matrices.of(x);
    Matrix sum = new Matrix(x.length);
    Matrix outGradient = Matrices.of(slope);
    Matrix inGradient = new Matrix(x.length);
    float[] gradient = new float[parameters.length];

    long bytes =
        allocatedPerCall(
            () -> {
              layer.forward(parameters, 0, in, sum);
              layer.backward(in, outGradient, gradient, 0, inGradient);
            });

    assertThat(bytes).isLessThan(64);
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
      for (int h = 0; h < HIDDEN; h++) {
        double sum = 0;
        for (int i = 0; i < WIDTH; i++) {
          sum += x[row * WIDTH + i] * p[i * HIDDEN + h];
        }
        double inner = Math.sqrt(2 / Math.PI) * (sum + 0.044715 * sum * sum * sum);
        double unit = sum * (1 + Math.tanh(inner)) / 2;
        for (int o = 0; o < WIDTH; o++) {
          y[row * WIDTH + o] += unit * p[WIDTH * HIDDEN + h * WIDTH + o];
        }
      }
    }
    return y;
  }
}
