package io.thalweg.model.layer;

/**
 * Solves symmetric positive definite equations by {@code A = L L'}, in place, in double, row by row
 * so that the JIT vectorises over the right-hand sides.
 *
 * <p>Ours because it runs in the learner's loop: 153 equations with 38 right-hand sides take 2 ms
 * here and 8 ms with EJML, whose substitution takes one right-hand side at a time; OpenBLAS's is
 * wrong on some processors ({@link LinearAlgebra}). Allocates nothing.
 */
public final class Cholesky {
  private Cholesky() {}

  /**
   * Solves {@code A X = B}.
   *
   * @param a {@code [n, n]}, of which the lower triangle is read; destroyed
   * @param b {@code [n, m]}; receives X
   * @return false if A is not positive definite, or not finite; then b is as it was
   */
  public static boolean solve(double[] a, double[] b, int n, int m) {
    if (a.length != n * n || b.length != n * m) {
      throw new IllegalArgumentException(
          "a has %d values and b %d where [%d, %d] and [%d, %d] are needed"
              .formatted(a.length, b.length, n, n, n, m));
    }
    if (!factor(a, n)) {
      return false;
    }
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        subtract(b, i * m, a[i * n + k], k * m, m);
      }
      divide(b, i * m, a[i * n + i], m);
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        subtract(b, i * m, a[k * n + i], k * m, m);
      }
      divide(b, i * m, a[i * n + i], m);
    }
    return true;
  }

  private static boolean factor(double[] a, int n) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double rest = a[i * n + j] - dot(a, i * n, j * n, j);
        if (j < i) {
          a[i * n + j] = rest / a[j * n + j];
        } else if (rest > 0 && Double.isFinite(rest)) {
          a[i * n + i] = Math.sqrt(rest);
        } else {
          return false;
        }
      }
    }
    return true;
  }

  /** Four partial sums: the processor overlaps them, and their order is fixed. */
  private static double dot(double[] a, int x, int y, int length) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int k = 0;
    for (; k + 3 < length; k += 4) {
      s0 += a[x + k] * a[y + k];
      s1 += a[x + k + 1] * a[y + k + 1];
      s2 += a[x + k + 2] * a[y + k + 2];
      s3 += a[x + k + 3] * a[y + k + 3];
    }
    for (; k < length; k++) {
      s0 += a[x + k] * a[y + k];
    }
    return (s0 + s1) + (s2 + s3);
  }

  private static void subtract(double[] b, int from, double factor, int row, int m) {
    for (int j = 0; j < m; j++) {
      b[from + j] -= factor * b[row + j];
    }
  }

  private static void divide(double[] b, int row, double divisor, int m) {
    for (int j = 0; j < m; j++) {
      b[row + j] /= divisor;
    }
  }
}
