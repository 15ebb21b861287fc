package io.thalweg.model.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Same or different? How well a score, higher for more alike, tells pairs of the same thing from
 * pairs of different ones, over all thresholds.
 *
 * <p>At a threshold the share of different pairs at or above it is falsely accepted, the share of
 * same pairs below it falsely rejected. The equal error rate is where both are equal: pairs of
 * equal score change sides together, and between two thresholds both shares are taken to change
 * linearly (chance may decide there), so that the rate is exact, whatever the order of pairs. The
 * area under the ROC curve is the probability that a same pair scores higher than a different one,
 * a tie counting half. 0.5 of both is guessing.
 *
 * <p>Time: O(n log n). Deterministic. Reads labels: for evaluation only.
 *
 * <p>Example: same pairs score 3 and 1, different ones 2 and 0. At any threshold in (1, 2] half of
 * either kind is judged wrongly: the equal error rate is .5. Of the four comparisons three are
 * right: the area is .75.
 *
 * @param equalErrorRate in [0, 1], lower is better
 * @param auc area under the ROC curve, in [0, 1], higher is better
 * @param same pairs of the same
 * @param different pairs of different ones
 */
public record Verification(double equalErrorRate, double auc, int same, int different) {
  /** Some 50 million pairs. */
  private static final int MOST_ROWS = 10_000;

  /**
   * Of scores of pairs.
   *
   * @param scores not NaN
   * @param same whether a pair is of the same thing; at least one is, and one is not
   */
  public static Verification of(double[] scores, boolean[] same) {
    if (scores.length != same.length) {
      throw new IllegalArgumentException(
          "%d scores, but %d answers".formatted(scores.length, same.length));
    }
    for (int i = 0; i < scores.length; i++) {
      if (Double.isNaN(scores[i])) {
        throw new IllegalArgumentException("the score of pair %d is NaN".formatted(i));
      }
    }
    double[] positives = ofKind(scores, same, true);
    double[] negatives = ofKind(scores, same, false);
    if (positives.length == 0 || negatives.length == 0) {
      throw new IllegalArgumentException(
          "%d pairs of the same and %d of different things: at least one of each is needed"
              .formatted(positives.length, negatives.length));
    }
    return along(positives, negatives);
  }

  /** Scores of one kind of pairs, rising. */
  private static double[] ofKind(double[] scores, boolean[] same, boolean wanted) {
    double[] found =
        IntStream.range(0, scores.length)
            .filter(i -> same[i] == wanted)
            .mapToDouble(i -> scores[i] + 0.0) // -0.0 sorts below 0.0, and is the same score
            .toArray();
    Arrays.sort(found);
    return found;
  }

  /** From the highest threshold down, one step for all pairs of a score. */
  private static Verification along(double[] positives, double[] negatives) {
    double area = 0;
    double equal = Double.NaN;
    double accepted = 0; // share of the different pairs
    double rejected = 1; // share of the same pairs
    int same = positives.length;
    int different = negatives.length;
    while (same > 0 || different > 0) {
      double threshold =
          Math.max(
              same > 0 ? positives[same - 1] : Double.NEGATIVE_INFINITY,
              different > 0 ? negatives[different - 1] : Double.NEGATIVE_INFINITY);
      same = below(positives, same, threshold);
      different = below(negatives, different, threshold);
      double acceptedNext = 1 - different / (double) negatives.length;
      double rejectedNext = same / (double) positives.length;
      area += (acceptedNext - accepted) * (1 - (rejected + rejectedNext) / 2);
      if (Double.isNaN(equal) && acceptedNext >= rejectedNext) {
        double gap = rejected - accepted;
        double share = gap / (gap + acceptedNext - rejectedNext);
        equal = accepted + share * (acceptedNext - accepted);
      }
      accepted = acceptedNext;
      rejected = rejectedNext;
    }
    return new Verification(equal, area, positives.length, negatives.length);
  }

  /** How many of the first {@code count} are below a threshold that none of them exceeds. */
  private static int below(double[] rising, int count, double threshold) {
    int below = count;
    while (below > 0 && rising[below - 1] == threshold) {
      below--;
    }
    return below;
  }

  /**
   * Of all pairs of rows.
   *
   * @param embeddings {@code [rows, size]}, finite; at most {@value #MOST_ROWS} rows
   * @param labels {@code [rows]}: rows of equal labels are of the same thing
   */
  public static Verification ofPairs(float[] embeddings, int[] labels, Likeness likeness) {
    int rows = labels.length;
    if (rows < 2 || rows > MOST_ROWS) {
      throw new IllegalArgumentException(
          "pairs are made of 2 to %,d rows, not %,d".formatted(MOST_ROWS, rows));
    }
    int size = embeddings.length / rows;
    Embeddings.check("embeddings", embeddings, rows, size);
    double[] scores = new double[rows * (rows - 1) / 2];
    boolean[] same = new boolean[scores.length];
    int pair = 0;
    for (int one = 0; one < rows; one++) {
      for (int other = one + 1; other < rows; other++) {
        scores[pair] = likeness.of(embeddings, one, other, size);
        same[pair++] = labels[one] == labels[other];
      }
    }
    return of(scores, same);
  }

  /** Index of each label among the different ones, in order. */
  public static int[] indices(List<String> labels) {
    String[] sorted = labels.stream().distinct().sorted().toArray(String[]::new);
    return labels.stream().mapToInt(label -> Arrays.binarySearch(sorted, label)).toArray();
  }
}
