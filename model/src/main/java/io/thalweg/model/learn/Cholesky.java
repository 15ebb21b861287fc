package io.thalweg.model.learn;

/** Cholesky factorisation {@code A = L L'} in place, row-major, lower triangle, in double. */
final class Cholesky {
  private Cholesky() {}

  /**
   * @param a {@code [n, n]}, its lower triangle replaced by L
   * @return false when the matrix is not positive definite (or not finite)
   */
  static boolean factor(double[] a, int n) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a[i * n + j] - dot(a, i * n, j * n, j);
        if (i == j) {
          if (!(sum > 0) || Double.isInfinite(sum)) {
            return false;
          }
          a[i * n + i] = Math.sqrt(sum);
        } else {
          a[i * n + j] = sum / a[j * n + j];
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

  /** Solves {@code L L' x = b} in place. */
  static void solve(double[] l, int n, double[] b) {
    for (int i = 0; i < n; i++) {
      double sum = b[i];
      for (int k = 0; k < i; k++) {
        sum -= l[i * n + k] * b[k];
      }
      b[i] = sum / l[i * n + i];
    }
    for (int i = n - 1; i >= 0; i--) {
      double value = b[i] / l[i * n + i];
      b[i] = value;
      for (int k = 0; k < i; k++) {
        b[k] -= l[i * n + k] * value;
      }
    }
  }
}
