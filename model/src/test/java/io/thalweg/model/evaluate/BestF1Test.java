package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BestF1Test {

  /** Every threshold tried, as the definition says. */
  private static double slow(double[] scores, boolean[] positive) {
    double best = 0;
    for (double threshold : scores) {
      double found = 0;
      double flagged = 0;
      double all = 0;
      for (int row = 0; row < scores.length; row++) {
        flagged += scores[row] >= threshold ? 1 : 0;
        found += scores[row] >= threshold && positive[row] ? 1 : 0;
        all += positive[row] ? 1 : 0;
      }
      double precision = found / flagged;
      double recall = found / all;
      best = Math.max(best, found == 0 ? 0 : 2 * precision * recall / (precision + recall));
    }
    return best;
  }

  @Property
  void of_anyScores_isThatOfTheBestThreshold(
      @ForAll @Size(min = 1, max = 20) int[] seeds, @ForAll @IntRange(min = 1, max = 5) int kinds) {
    double[] scores = new double[seeds.length];
    boolean[] positive = new boolean[seeds.length];
    for (int row = 0; row < seeds.length; row++) {
      scores[row] = Math.floorMod(seeds[row], kinds);
      positive[row] = row == 0 || Math.floorMod(seeds[row] / 7, 2) == 0;
    }
    assertThat(BestF1.of(scores, positive)).isCloseTo(slow(scores, positive), within(1e-12));
  }

  @Test
  void of_allTied_isThatOfFlaggingAll() {
    // A quarter is positive: precision 1/4, recall 1: 2 * 1/4 / (5/4).
    assertThat(BestF1.of(new double[4], new boolean[] {true, false, false, false}))
        .isCloseTo(0.4, within(1e-12));
  }

  @Test
  void of_nothingPositive_isNaN() {
    assertThat(BestF1.of(new double[] {1}, new boolean[] {false})).isNaN();
  }

  @Test
  void of_whatCannotBeScored_isRefused() {
    assertThatThrownBy(() -> BestF1.of(new double[] {Double.NaN}, new boolean[1]))
        .hasMessageContaining("row 0 is NaN");
    assertThatThrownBy(() -> BestF1.of(new double[2], new boolean[1]))
        .hasMessageContaining("2 scores, but 1 labels");
  }
}
