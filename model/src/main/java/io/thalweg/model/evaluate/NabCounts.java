package io.thalweg.model.evaluate;

/**
 * Rows after probation by what they were and what was said of them.
 *
 * @param truePositives alerts inside windows
 * @param falsePositives alerts outside windows
 * @param trueNegatives rows without alert outside windows
 * @param falseNegatives rows without alert inside windows (rows, not missed windows)
 */
public record NabCounts(
    int truePositives, int falsePositives, int trueNegatives, int falseNegatives) {
  static final NabCounts NONE = new NabCounts(0, 0, 0, 0);

  NabCounts plus(NabCounts other) {
    return new NabCounts(
        truePositives + other.truePositives,
        falsePositives + other.falsePositives,
        trueNegatives + other.trueNegatives,
        falseNegatives + other.falseNegatives);
  }
}
