package io.thalweg.model.layer;

import static io.thalweg.model.testing.Numerics.allocatedPerCall;
import static io.thalweg.model.testing.Numerics.assertClose;
import static io.thalweg.model.testing.Numerics.assertGradient;
import static io.thalweg.model.testing.Numerics.gaussian;
import static io.thalweg.model.testing.Numerics.gradient;
import static io.thalweg.model.testing.Numerics.widen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DenseTest {
  private static final int ROWS = 7;
  private static final int IN = 5;
  private static final int OUT = 4;
  private static final int OFFSET = 3;

  private final float[] input = gaussian(ROWS * IN, 1, 1);
  private final float[] parameters = gaussian(OFFSET + Dense.parameterCount(IN, OUT) + 2, 1, 2);
  private final float[] outputGradient = gaussian(ROWS * OUT, 1, 3);
  private final Dense dense = new Dense(ROWS, IN, OUT);

  @Test
  void forward_oneRow_givesTheNumbersWorkedOutByHand() {
    // [1 2] [[1 2] [3 4]] + [0.5 -1] = [1*1 + 2*3 + 0.5, 1*2 + 2*4 - 1]
    float[] output =
        new Dense(1, 2, 2).forward(new float[] {1, 2, 3, 4, 0.5f, -1}, 0, new float[] {1, 2});

    assertThat(output).containsExactly(7.5f, 9f);
  }

  @Test
  void forward_manyRows_equalsTheSlowReference() {
    assertClose(
        dense.forward(parameters, OFFSET, input), slow(widen(parameters), widen(input)), 1e-5);
  }

  @Test
  void backward_parameters_equalsCentralDifferencesAndLeavesTheRest() {
    float[] actual = new float[parameters.length];
    Arrays.fill(actual, 7f);

    dense.forward(parameters, OFFSET, input);
    dense.backward(outputGradient, actual, OFFSET);

    double[] expected = gradient(p -> weighted(slow(p, widen(input))), widen(parameters));
    int end = OFFSET + Dense.parameterCount(IN, OUT);
    assertGradient(
        Arrays.copyOfRange(actual, OFFSET, end), Arrays.copyOfRange(expected, OFFSET, end), 1e-4);
    assertThat(Arrays.copyOf(actual, OFFSET)).containsOnly(7f);
    assertThat(Arrays.copyOfRange(actual, end, actual.length)).containsOnly(7f);
  }

  @Test
  void backward_input_equalsCentralDifferences() {
    dense.forward(parameters, OFFSET, input);
    float[] actual = dense.backward(outputGradient, new float[parameters.length], OFFSET);

    assertGradient(actual, gradient(x -> weighted(slow(widen(parameters), x)), widen(input)), 1e-4);
  }

  @Test
  void forwardAndBackward_argumentsAreUntouched() {
    dense.forward(parameters, OFFSET, input);
    dense.backward(outputGradient, new float[parameters.length], OFFSET);

    assertThat(input).isEqualTo(gaussian(ROWS * IN, 1, 1));
    assertThat(parameters).isEqualTo(gaussian(parameters.length, 1, 2));
    assertThat(outputGradient).isEqualTo(gaussian(ROWS * OUT, 1, 3));
  }

  @Test
  void forwardAndBackward_repeated_allocateNothingPerCall() {
    float[] gradient = new float[parameters.length];

    long bytes =
        allocatedPerCall(
            () -> {
              dense.forward(parameters, OFFSET, input);
              dense.backward(outputGradient, gradient, OFFSET);
            });

    assertThat(bytes).isLessThan(32);
  }

  @Test
  void initialise_gain_setsTheSpreadAndNotTheDrawsAfterwards() {
    int count = Dense.parameterCount(100, 100);
    float[] drawn = new float[count];
    float[] zero = gaussian(count, 1, 9);
    SplittableRandom first = new SplittableRandom(4);
    SplittableRandom second = new SplittableRandom(4);

    Dense.initialise(drawn, 0, 100, 100, 2, first);
    Dense.initialise(zero, 0, 100, 100, 0, second);

    double squares = 0;
    for (int i = 0; i < 100 * 100; i++) {
      squares += drawn[i] * (double) drawn[i];
    }
    // 10,000 draws estimate a standard deviation to 0.7 %; 3 % are four of these.
    assertThat(Math.sqrt(squares / 10_000)).isCloseTo(2 / Math.sqrt(100), within(0.03 * 0.2));
    assertThat(Arrays.copyOfRange(drawn, 100 * 100, count)).containsOnly(0f);
    assertClose(zero, new double[count], 0);
    assertThat(first.nextLong()).isEqualTo(second.nextLong());
  }

  private double weighted(double[] output) {
    double sum = 0;
    for (int i = 0; i < output.length; i++) {
      sum += output[i] * outputGradient[i];
    }
    return sum;
  }

  private static double[] slow(double[] p, double[] x) {
    double[] y = new double[ROWS * OUT];
    for (int row = 0; row < ROWS; row++) {
      for (int c = 0; c < OUT; c++) {
        y[row * OUT + c] = p[OFFSET + IN * OUT + c];
        for (int i = 0; i < IN; i++) {
          y[row * OUT + c] += x[row * IN + i] * p[OFFSET + i * OUT + c];
        }
      }
    }
    return y;
  }
}
