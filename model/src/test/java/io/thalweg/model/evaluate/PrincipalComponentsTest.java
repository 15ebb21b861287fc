package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.testing.Numerics;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class PrincipalComponentsTest {

  /**
   * Rows 3 along (.6, .8) and 1 along (-.8, .6), either way, about (10, 20): variances 9 / 2 and 1
   * / 2.
   */
  @Test
  void of_fourRows_findsTheDirectionsTheyWereMadeOf() {
    float[] rows = {11.8f, 22.4f, 8.2f, 17.6f, 9.2f, 20.6f, 10.8f, 19.4f};

    PrincipalComponents found = PrincipalComponents.of(rows, 4);

    assertThat(found.mean()).containsExactly(new double[] {10, 20}, within(1e-6));
    assertThat(found.variances()).containsExactly(new double[] {4.5, 0.5}, within(1e-5));
    assertThat(found.components())
        .containsExactly(new double[] {0.6, 0.8, 0.8, -0.6}, within(1e-5));
    assertThat(found.project(rows, 1)).containsExactly(new float[] {3, -3, 0, 0}, within(1e-5f));
  }

  /** Of as many coordinates as the rank no distance is lost, by either of the two ways. */
  @Test
  void project_allComponents_keepsDistances() {
    for (int rows : new int[] {6, 40}) {
      int size = 12;
      float[] features = Numerics.gaussian(rows * size, 1, rows);
      PrincipalComponents found = PrincipalComponents.of(features, rows);
      assertThat(found.count()).isEqualTo(Math.min(rows - 1, size));

      float[] projected = found.project(features, found.count());
      for (int row = 1; row < rows; row++) {
        assertThat(Likeness.EUCLIDEAN.of(projected, 0, row, found.count()))
            .isCloseTo(Likeness.EUCLIDEAN.of(features, 0, row, size), within(1e-5));
      }
    }
  }

  /** Rows with copies of themselves and zeros: the same variances, found the other way. */
  @Test
  void of_fewAndManyRows_findTheSame() {
    int rows = 6;
    int size = 8;
    float[] few = Numerics.gaussian(rows * size, 1, 3);
    float[] many = Arrays.copyOf(few, 3 * few.length);
    System.arraycopy(few, 0, many, few.length, few.length);
    System.arraycopy(few, 0, many, 2 * few.length, few.length);

    PrincipalComponents one = PrincipalComponents.of(few, rows);
    PrincipalComponents other = PrincipalComponents.of(many, 3 * rows);

    assertThat(other.variances()).containsExactly(one.variances(), within(1e-8));
    for (int k = 0; k < one.count(); k++) {
      double product = 0;
      for (int c = 0; c < size; c++) {
        product += one.components()[k * size + c] * other.components()[k * size + c];
      }
      assertThat(Math.abs(product)).isCloseTo(1, within(1e-8));
    }
  }

  @Test
  void of_equalRows_orTooManyComponents_areRefused() {
    assertThatThrownBy(() -> PrincipalComponents.of(new float[] {1, 2, 1, 2}, 2))
        .hasMessage("all rows are the same: they have no components");
    PrincipalComponents one = PrincipalComponents.of(new float[] {1, 2, 3, 4}, 2);
    assertThatThrownBy(() -> one.project(new float[] {1, 2}, 2))
        .hasMessage("components must be between 1 and 1, not 2");
  }
}
