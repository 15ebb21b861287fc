package io.thalweg.model.evaluate;

/**
 * Tail probabilities under a normal distribution fitted to a sliding window, after NAB's detector
 * of that name: until the window is full it grows and is fitted with every value; then it moves on
 * by {@code step} values at a time and is fitted only then.
 *
 * <p>Time: O(1) per value by running sums, against the original's O(window). The sums are of
 * distances from the first value, so that a large common level costs no precision.
 */
final class WindowedGaussian {
  private static final double LEAST_DEVIATION = 1e-6;

  private final int size;
  private final int step;

  WindowedGaussian(int size, int step) {
    this.size = size;
    this.step = step;
  }

  /** One minus the tail probability of each value, 0 for the first; [values]. */
  double[] run(double[] values) {
    double[] scores = new double[values.length];
    Window window = new Window(values);
    for (int row = 1; row < values.length; row++) {
      int end = row <= size ? row : size + (row - size) / step * step;
      window.moveTo(Math.max(0, end - size), end);
      scores[row] = 1 - tail(Math.abs(values[row] - window.mean()) / window.deviation());
    }
    return scores;
  }

  /** Probability that a standard normal exceeds z, z at least 0. */
  static double tail(double z) {
    return 0.5 * erfc(z / Math.sqrt(2));
  }

  /**
   * Complementary error function for x at least 0: the Chebyshev fit of Numerical Recipes (Press et
   * al., "erfcc"), relative error under 1.2e-7 everywhere.
   */
  private static double erfc(double x) {
    double t = 1 / (1 + 0.5 * x);
    double[] c = {
      -1.26551223,
      1.00002368,
      0.37409196,
      0.09678418,
      -0.18628806,
      0.27886807,
      -1.13520398,
      1.48851587,
      -0.82215223,
      0.17087277
    };
    double sum = 0;
    for (int k = c.length - 1; k >= 0; k--) {
      sum = sum * t + c[k];
    }
    return t * Math.exp(-x * x + sum);
  }

  /** Sums over values[start, end). */
  private static final class Window {
    private final double[] values;
    private int start;
    private int end;
    private double sum;
    private double squares;

    Window(double[] values) {
      this.values = values;
    }

    void moveTo(int newStart, int newEnd) {
      for (; end < newEnd; end++) {
        count(end, 1);
      }
      for (; start < newStart; start++) {
        count(start, -1);
      }
    }

    private void count(int row, int sign) {
      double x = values[row] - values[0];
      sum += sign * x;
      squares += sign * x * x;
    }

    double mean() {
      return values[0] + sum / (end - start);
    }

    double deviation() {
      double mean = sum / (end - start);
      double deviation = Math.sqrt(Math.max(0, squares / (end - start) - mean * mean));
      return deviation == 0 ? LEAST_DEVIATION : deviation;
    }
  }
}
