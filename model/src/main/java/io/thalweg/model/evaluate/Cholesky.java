package io.thalweg.model.evaluate;

/** Solves symmetric positive definite equations by {@code A = L L'}, in place. */
final class Cholesky {
  private Cholesky() {}

  /**
   * Solves {@code A X = B}.
   *
   * @param a [n, n], of which the lower triangle is read; destroyed
   * @param b [n, m]; receives X
   * @throws IllegalArgumentException if A is not positive definite
   */
  static void solve(double[][] a, double[][] b) {
    factor(a);
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < i; k++) {
        subtract(b[i], a[i][k], b[k]);
      }
      divide(b[i], a[i][i]);
    }
    for (int i = a.length - 1; i >= 0; i--) {
      for (int k = i + 1; k < a.length; k++) {
        subtract(b[i], a[k][i], b[k]);
      }
      divide(b[i], a[i][i]);
    }
  }

  private static void factor(double[][] a) {
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j <= i; j++) {
        double rest = a[i][j];
        for (int k = 0; k < j; k++) {
          rest -= a[i][k] * a[j][k];
        }
        if (j < i) {
          a[i][j] = rest / a[j][j];
        } else if (rest > 0) {
          a[i][i] = Math.sqrt(rest);
        } else {
          throw new IllegalArgumentException(
              "the matrix is not positive definite (row %d)".formatted(i));
        }
      }
    }
  }

  private static void subtract(double[] from, double factor, double[] values) {
    for (int j = 0; j < from.length; j++) {
      from[j] -= factor * values[j];
    }
  }

  private static void divide(double[] values, double divisor) {
    for (int j = 0; j < values.length; j++) {
      values[j] /= divisor;
    }
  }
}
