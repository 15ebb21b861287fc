package io.thalweg.model.evaluate;

import java.util.Arrays;

/**
 * Area under the precision-recall curve as average precision: {@code sum_k (R_k - R_(k-1)) P_k}
 * over the distinct scores from the highest down, rows of equal score counted together, so that a
 * tie is worth the same in any order. Random scores give about the share of positive rows.
 *
 * <p>Time: O(n log n). Reads labels: for evaluation only.
 */
public final class AveragePrecision {
  private AveragePrecision() {}

  /**
   * Average precision of scores.
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
    double[] sorted = scores.clone();
    double[] found = positives(scores, positive);
    Arrays.sort(sorted);
    Arrays.sort(found);
    double sum = 0;
    for (int i = found.length - 1; i >= 0; ) {
      int next = i;
      while (next >= 0 && found[next] == found[i]) {
        next--;
      }
      double flagged = sorted.length - firstAtLeast(sorted, found[i]);
      sum += (i - next) * (found.length - 1 - next) / flagged;
      i = next;
    }
    return sum / found.length;
  }

  private static double[] positives(double[] scores, boolean[] positive) {
    double[] found = new double[scores.length];
    int count = 0;
    for (int row = 0; row < scores.length; row++) {
      if (Double.isNaN(scores[row])) {
        throw new IllegalArgumentException("the score of row %d is NaN".formatted(row));
      }
      if (positive[row]) {
        found[count++] = scores[row];
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** Index of the first element that is at least {@code value}, which occurs. */
  private static int firstAtLeast(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
