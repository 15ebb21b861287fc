package io.thalweg.model.evaluate;

/**
 * What an application cares about, as weights of the benchmark's score.
 *
 * @param name such as {@code standard}
 * @param truePositive reward of a window found at its very beginning, positive
 * @param falsePositive cost of an alert far from any window
 * @param falseNegative cost of a window that was missed
 */
public record NabProfile(
    String name, double truePositive, double falsePositive, double falseNegative) {
  /** Checks the ranges. */
  public NabProfile {
    if (!(truePositive > 0) || !(falsePositive >= 0) || !(falseNegative >= 0)) {
      throw new IllegalArgumentException(
          "profile %s has a weight out of range: %s, %s, %s"
              .formatted(name, truePositive, falsePositive, falseNegative));
    }
  }
}
