package io.thalweg.model.evaluate;

import java.util.Arrays;
import java.util.Comparator;

/**
 * The largest F1 of any threshold, {@code 2 P R / (P + R)}: rows that score at least as much are
 * flagged, so rows of equal score are flagged together. Flagging everything is a threshold, too: of
 * a share q of positive rows it gives {@code 2 q / (1 + q)}, which no score can fall below.
 *
 * <p>The threshold is picked with the labels: a bound, not what a detector reaches. Time: O(n log
 * n). Reads labels: for evaluation only.
 */
public final class BestF1 {
  private BestF1() {}

  /**
   * Best F1 of scores.
   *
   * @param scores one per row, higher is more anomalous, not NaN
   * @param positive one per row
   * @return in [0, 1]; NaN where no row is positive
   */
  public static double of(double[] scores, boolean[] positive) {
    if (scores.length != positive.length) {
      throw new IllegalArgumentException(
          "%d scores, but %d labels".formatted(scores.length, positive.length));
    }
    Integer[] order = new Integer[scores.length];
    int all = 0;
    for (int row = 0; row < order.length; row++) {
      if (Double.isNaN(scores[row])) {
        throw new IllegalArgumentException("the score of row %d is NaN".formatted(row));
      }
      order[row] = row;
      all += positive[row] ? 1 : 0;
    }
    Arrays.sort(order, Comparator.comparingDouble((Integer row) -> scores[row]).reversed());
    double best = all == 0 ? Double.NaN : 0;
    int found = 0;
    for (int flagged = 1; flagged <= order.length; flagged++) {
      found += positive[order[flagged - 1]] ? 1 : 0;
      if (flagged == order.length || scores[order[flagged]] < scores[order[flagged - 1]]) {
        // 2 P R / (P + R) with P = found / flagged, R = found / all.
        best = Math.max(best, 2.0 * found / (flagged + all));
      }
    }
    return best;
  }
}
