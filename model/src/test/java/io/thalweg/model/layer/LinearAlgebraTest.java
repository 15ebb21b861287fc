package io.thalweg.model.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.layer.LinearAlgebra.SingularValues;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LinearAlgebraTest {

  @Test
  void crossProduct_twoMatrices_equalsTheSlowSum() {
    int rows = 37;
    int n = 11;
    double[] a = SlowMatrices.gaussian(rows * n, 1);
    double[] b = SlowMatrices.gaussian(rows * n, 2);

    double[] product = LinearAlgebra.crossProduct(a, b, rows, n);

    double[] slow = SlowMatrices.multiply(SlowMatrices.transpose(a, rows, n), b, n, rows, n);
    assertThat(product).containsExactly(slow, within(1e-12));
  }

  @Test
  void eigenvalues_knownMatrix_areThoseWorkedOutByHand() {
    double[] values = LinearAlgebra.eigenvalues(new double[] {2, 1, 1, 2}, 2);

    Arrays.sort(values);
    assertThat(values).containsExactly(new double[] {1, 3}, within(1e-12));
  }

  /** Of 3 and 1: along (1, 1) and (1, -1). */
  @Test
  void eigen_knownMatrix_hasTheLargestValueFirst() {
    LinearAlgebra.Eigen eigen = LinearAlgebra.Eigen.of(new double[] {2, 1, 1, 2}, 2);

    double r = Math.sqrt(0.5);
    assertThat(eigen.values()).containsExactly(new double[] {3, 1}, within(1e-12));
    assertThat(Arrays.copyOf(eigen.vectors(), 2))
        .containsExactly(new double[] {r, r}, within(1e-12));
    assertThat(eigen.vectors()[2]).isCloseTo(-eigen.vectors()[3], within(1e-12));
  }

  /** {@code A = V' diag(values) V}. */
  @Test
  void eigen_symmetricMatrix_isMadeOfItsParts() {
    int n = 9;
    double[] b = SlowMatrices.gaussian(n * n, 4);
    double[] a = LinearAlgebra.crossProduct(b, b, n, n);

    LinearAlgebra.Eigen eigen = LinearAlgebra.Eigen.of(a, n);

    for (int i = 0; i < n * n; i++) {
      double sum = 0;
      for (int k = 0; k < n; k++) {
        sum += eigen.values()[k] * eigen.vectors()[k * n + i / n] * eigen.vectors()[k * n + i % n];
      }
      assertThat(sum).isCloseTo(a[i], within(1e-10));
    }
  }

  @Test
  void singularValues_ofARotatedScaling_areTheScalesAndTheRotation() {
    // A = R diag(3, 0.5) with R a quarter turn
    double[] a = {0, -0.5, 3, 0};

    SingularValues svd = SingularValues.of(a, 2);

    double[] values = svd.values().clone();
    Arrays.sort(values);
    assertThat(values).containsExactly(new double[] {0.5, 3}, within(1e-12));
    assertThat(svd.nearestOrthogonal()).containsExactly(new double[] {0, -1, 1, 0}, within(1e-12));
  }

  @Test
  void eigenvalues_wrongShape_isRefused() {
    assertThatThrownBy(() -> LinearAlgebra.eigenvalues(new double[3], 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a has 3 values where 4 are needed");
  }
}
