package io.thalweg.model.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Spearman's rank correlation: Pearson's correlation of the ranks, equal values sharing the mean of
 * theirs. In [-1, 1]; 1 is the same order, whatever the scale. Time: O(n log n). Source: Spearman
 * 1904.
 *
 * <p>Example: {@code (1, 2, 3)} and {@code (10, 30, 20)} correlate at 0.5.
 */
public final class Spearman {
  private Spearman() {}

  /**
   * The correlation of two lists.
   *
   * @return NaN for fewer than two values, or where one side is constant: there is no order
   * @throws IllegalArgumentException if the lengths differ or a value is NaN
   */
  public static double of(double[] one, double[] other) {
    if (one.length != other.length) {
      throw new IllegalArgumentException("%d values beside %d".formatted(one.length, other.length));
    }
    double[] a = ranks(one);
    double[] b = ranks(other);
    double mean = (one.length - 1) / 2.0; // of the ranks from 0, with ties and without
    double both = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < a.length; i++) {
      both += (a[i] - mean) * (b[i] - mean);
      first += (a[i] - mean) * (a[i] - mean);
      second += (b[i] - mean) * (b[i] - mean);
    }
    return both / Math.sqrt(first * second);
  }

  private static double[] ranks(double[] values) {
    for (double value : values) {
      if (Double.isNaN(value)) {
        throw new IllegalArgumentException("NaN has no rank");
      }
    }
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[values.length];
    for (int from = 0; from < order.length; ) {
      int to = from;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      double shared = (from + to - 1) / 2.0;
      Arrays.stream(order, from, to).forEach(i -> ranks[i] = shared);
      from = to;
    }
    return ranks;
  }
}
