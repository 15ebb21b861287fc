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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@link Attention} against its definition, over two groups of sequences and two blocks of rows.
 */
class AttentionTest {
  private static final int BATCH = 4;

  /** Three of them are a group. */
  private static final int LENGTH = 70;

  private static final int WIDTH = 8;
  private static final int HEADS = 2;
  private static final int FLOATS = BATCH * LENGTH * WIDTH;

  private final float[] parameters = gaussian(Attention.parameterCount(WIDTH), 0.4, 1);
  private final float[] x = gaussian(FLOATS, 1, 2);
  private final float[] residual = gaussian(FLOATS, 1, 3);
  private final float[] slope = gaussian(FLOATS, 1, 4);

  static SlowAttention[] kinds() {
    return new SlowAttention[] {
      slow(AttentionMask.causal(LENGTH), true),
      slow(AttentionMask.causal(9), true),
      slow(AttentionMask.none(), false),
    };
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void forward_residual_isAddedTo(SlowAttention slow) {
    double[] expected = slow.forward(widen(parameters), widen(x));
    for (int i = 0; i < expected.length; i++) {
      expected[i] += residual[i];
    }

    // Sums of 70 weighted values, each of eight products, and the exponential's 2e-6.
    assertClose(forward(attention(slow), x), expected, 1e-5);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void backward_parametersAndRows_equalCentralDifferences(SlowAttention slow) {
    Attention attention = attention(slow);
    float[] actual = new float[parameters.length];
    Matrix xGradient = new Matrix(FLOATS);

    forward(attention, x);
    attention.backward(matrix(x), matrix(slope), actual, 0, xGradient);

    assertGradient(
        actual,
        gradient(p -> weighted(slow.forward(p, widen(x))), widen(parameters)),
        1e-3); // sums of 280 rows in single precision
    float[] rows = new float[FLOATS];
    xGradient.get(rows, 0, FLOATS);
    double[] at = widen(x);
    double h = 1e-5;
    for (int i = 0; i < FLOATS; i += 37) { // a sample: each costs two passes over all rows
      double kept = at[i];
      at[i] = kept + h;
      double above = weighted(slow.forward(widen(parameters), at));
      at[i] = kept - h;
      double below = weighted(slow.forward(widen(parameters), at));
      at[i] = kept;
      assertThat((double) rows[i]).isCloseTo((above - below) / (2 * h), within(1e-4));
    }
  }

  @Test
  void forward_causalMask_showsNothingOfWhatComesLater() {
    Attention attention = attention(slow(AttentionMask.causal(LENGTH), true));
    float[] before = forward(attention, x);
    int changed = 41;
    x[changed * WIDTH] += 3;

    float[] after = forward(attention, x);

    assertThat(Arrays.copyOf(after, changed * WIDTH))
        .isEqualTo(Arrays.copyOf(before, changed * WIDTH));
    assertThat(Arrays.copyOfRange(after, LENGTH * WIDTH, FLOATS))
        .isEqualTo(Arrays.copyOfRange(before, LENGTH * WIDTH, FLOATS));
    assertThat(after[changed * WIDTH]).isNotEqualTo(before[changed * WIDTH]);
  }

  @Test
  void forward_window_showsNothingOfWhatCameEarlier() {
    int window = 9;
    Attention attention = attention(slow(AttentionMask.causal(window), true));
    float[] before = forward(attention, x);
    x[0] += 3;

    float[] after = forward(attention, x);

    assertThat(after[(window - 1) * WIDTH]).isNotEqualTo(before[(window - 1) * WIDTH]);
    assertThat(Arrays.copyOfRange(after, window * WIDTH, FLOATS))
        .isEqualTo(Arrays.copyOfRange(before, window * WIDTH, FLOATS));
  }

  @Test
  void forward_nanPosition_reachesThoseThatAttendToItAndNoOthers() {
    int window = 9;
    int position = 20;
    Arrays.fill(x, position * WIDTH, (position + 1) * WIDTH, Float.NaN);

    float[] y = forward(attention(slow(AttentionMask.causal(window), true)), x);

    for (int i = 0; i < FLOATS; i++) {
      int row = i / WIDTH;
      assertThat(Float.isNaN(y[i]))
          .as("row %d", row)
          .isEqualTo(row >= position && row < position + window);
    }
  }

  @Test
  void forward_rotary_dependsOnDistancesAlone() {
    Attention attention = attention(slow(AttentionMask.causal(9), true));
    int shift = 5;
    float[] later = x.clone();
    System.arraycopy(x, 0, later, shift * WIDTH, (LENGTH - shift) * WIDTH);
    Arrays.fill(residual, 0f);
    float[] early = forward(attention, x);

    float[] late = forward(attention, later);

    // Beyond the first window both attend to the same rows, at other positions.
    for (int i = 9 * WIDTH; i < (LENGTH - shift) * WIDTH; i++) {
      assertThat(late[i + shift * WIDTH]).isCloseTo(early[i], within(1e-5f));
    }
  }

  @Test
  void forwardAndBackward_repeated_allocateNothingPerCall() {
    Attention attention = attention(slow(AttentionMask.causal(LENGTH), true));
    Matrix in = matrix(x);
    Matrix out = matrix(residual);
    Matrix gradientOfOut = matrix(slope);
    Matrix gradientOfIn = new Matrix(FLOATS);
    float[] gradient = new float[parameters.length];

    long bytes =
        allocatedPerCall(
            () -> {
              attention.forward(parameters, 0, in, out);
              attention.backward(in, gradientOfOut, gradient, 0, gradientOfIn);
            });

    assertThat(bytes).isLessThan(64);
  }

  private static SlowAttention slow(AttentionMask mask, boolean rotary) {
    return new SlowAttention(BATCH, LENGTH, WIDTH, HEADS, mask, rotary);
  }

  private static Attention attention(SlowAttention slow) {
    RotaryRows rotary = slow.rotary() ? new RotaryRows(LENGTH, WIDTH, WIDTH / HEADS) : null;
    return new Attention(BATCH, LENGTH, WIDTH, HEADS, slow.mask(), rotary);
  }

  private float[] forward(Attention attention, float[] rows) {
    Matrix sum = matrix(residual);
    attention.forward(parameters, 0, matrix(rows), sum);
    float[] result = new float[FLOATS];
    sum.get(result, 0, FLOATS);
    return result;
  }

  private double weighted(double[] values) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += slope[i] * values[i];
    }
    return sum;
  }

  private static Matrix matrix(float[] values) {
    return Matrices.of(values);
  }
}
