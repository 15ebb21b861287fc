package io.thalweg.model.layer;

/** Solves symmetric positive definite equations by {@code A = L L'}, in place, in double. */
public final class Cholesky {
  private Cholesky() {}

  /**
   * Solves {@code A X = B}.
   *
   * @param a [n, n], of which the lower triangle is read; destroyed
   * @param b [n, m]; receives X
   * @return false if A is not positive definite, or not finite; then b is as it was
   */
  public static boolean solve(double[][] a, double[][] b) {
    if (!factor(a)) {
      return false;
    }
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
    return true;
  }

  private static boolean factor(double[][] a) {
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j <= i; j++) {
        double rest = a[i][j] - dot(a[i], a[j], j);
        if (j < i) {
          a[i][j] = rest / a[j][j];
        } else if (rest > 0 && Double.isFinite(rest)) {
          a[i][i] = Math.sqrt(rest);
        } else {
          return false;
        }
      }
    }
    return true;
  }

  /** Four partial sums: the processor overlaps them, and their order is fixed. */
  private static double dot(double[] x, double[] y, int length) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int k = 0;
    for (; k + 3 < length; k += 4) {
      s0 += x[k] * y[k];
      s1 += x[k + 1] * y[k + 1];
      s2 += x[k + 2] * y[k + 2];
      s3 += x[k + 3] * y[k + 3];
    }
    for (; k < length; k++) {
      s0 += x[k] * y[k];
    }
    return (s0 + s1) + (s2 + s3);
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
