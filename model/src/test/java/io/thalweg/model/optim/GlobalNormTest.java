package io.thalweg.model.optim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class GlobalNormTest {

  @Test
  void of_vector_isItsLength() {
    assertThat(GlobalNorm.of(new float[] {3, 0, -4, 0, 12})).isEqualTo(13);
    assertThat(GlobalNorm.of(new float[] {})).isZero();
    assertThat(GlobalNorm.of(new float[] {1, Float.NaN})).isNaN();
  }

  @Test
  void scale_longerThanAllowed_shortensAndNothingElse() {
    assertThat(GlobalNorm.scale(13, 1)).isEqualTo((float) (1 / 13.0));
    assertThat(GlobalNorm.scale(0.5, 1)).isEqualTo(1f);
    assertThat(GlobalNorm.scale(0, 1)).isEqualTo(1f);
  }
}
