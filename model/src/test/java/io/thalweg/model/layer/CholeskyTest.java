package io.thalweg.model.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CholeskyTest {
  /** Sizes around those at which libraries change their algorithm; OpenBLAS failed from 8 on. */
  @Test
  void solve_manySizes_givesBackTheSolution() {
    for (int n : new int[] {1, 2, 7, 8, 15, 16, 33, 64, 65, 153}) {
      int m = 5;
      double[] a = positiveDefinite(n);
      double[] x = SlowMatrices.gaussian(n * m, n + 1);
      double[] b = SlowMatrices.multiply(a, x, n, n, m);

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
    double[] factor = SlowMatrices.gaussian(n * (n + 5), n);
    double[] a =
        SlowMatrices.multiply(factor, SlowMatrices.transpose(factor, n, n + 5), n, n + 5, n);
    for (int i = 0; i < n; i++) {
      a[i * n + i] += 1;
    }
    return a;
  }
}
