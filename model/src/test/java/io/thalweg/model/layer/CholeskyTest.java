package io.thalweg.model.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CholeskyTest {
  /** Sizes around those at which libraries change their algorithm; OpenBLAS failed from 8 on. */
  @Test
  void solve_manySizes_givesBackTheSolution() {
    for (int n : new int[] {1, 2, 7, 8, 15, 16, 33, 64, 65, 153}) {
      int m = 5;
      double[] a = positiveDefinite(n);
      double[] x = gaussian(n * m, n + 1);
      double[] b = multiply(a, x, n, n, m);

      assertThat(Cholesky.solve(a.clone(), b, n, m)).isTrue();

      assertThat(b).as("n = %d", n).containsExactly(x, within(1e-10));
    }
  }

  @Test
  void solve_indefiniteOrNotFinite_isRefused() {
    assertThat(Cholesky.solve(new double[] {1, 2, 2, 1}, new double[] {1, 1}, 2, 1)).isFalse();
    double[] infinite = {Double.POSITIVE_INFINITY, 0, 0, 1};
    assertThat(Cholesky.solve(infinite, new double[] {1, 1}, 2, 1)).isFalse();
  }

  @Test
  void solve_wrongShape_isRefused() {
    assertThatThrownBy(() -> Cholesky.solve(new double[3], new double[2], 2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[2, 2]");
  }

  private static double[] positiveDefinite(int n) {
    double[] factor = gaussian(n * (n + 5), n);
    double[] a = multiply(factor, transpose(factor, n, n + 5), n, n + 5, n);
    for (int i = 0; i < n; i++) {
      a[i * n + i] += 1;
    }
    return a;
  }

  private static double[] gaussian(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[count];
    Arrays.setAll(values, i -> random.nextGaussian());
    return values;
  }

  private static double[] transpose(double[] a, int rows, int columns) {
    double[] transposed = new double[a.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        transposed[j * rows + i] = a[i * columns + j];
      }
    }
    return transposed;
  }

  private static double[] multiply(double[] a, double[] b, int m, int k, int n) {
    double[] product = new double[m * n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        for (int l = 0; l < k; l++) {
          product[i * n + j] += a[i * k + l] * b[l * n + j];
        }
      }
    }
    return product;
  }
}
