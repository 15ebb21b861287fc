package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class AveragePrecisionTest {

  @Test
  void of_mixedOrder_isTheSumOverPositives() {
    // From the highest score: positive, negative, positive: 1/2 * 1/1 + 1/2 * 2/3.
    double[] scores = {0.1, 0.9, 0.5};
    boolean[] positive = {true, true, false};
    assertThat(AveragePrecision.of(scores, positive)).isCloseTo(5 / 6.0, within(1e-12));
  }

  @Test
  void of_allTied_isTheShareOfPositives() {
    double[] scores = {0.0, -0.0, 0.0, 0.0};
    assertThat(AveragePrecision.of(scores, new boolean[] {true, false, false, false}))
        .isCloseTo(0.25, within(1e-12));
  }

  @Test
  void of_tieWithOthersAbove_countsTheTieTogether() {
    // One negative above, then a tie of two positives and a negative: 1 * 2/4.
    double[] scores = {2, 1, 1, 1};
    assertThat(AveragePrecision.of(scores, new boolean[] {false, true, false, true}))
        .isCloseTo(0.5, within(1e-12));
  }

  @Test
  void of_nothingPositive_isNaN() {
    assertThat(AveragePrecision.of(new double[] {1}, new boolean[] {false})).isNaN();
  }

  @Test
  void of_scoreNaN_isRefused() {
    assertThatThrownBy(() -> AveragePrecision.of(new double[] {Double.NaN}, new boolean[] {true}))
        .hasMessage("the score of row 0 is NaN");
  }
}
