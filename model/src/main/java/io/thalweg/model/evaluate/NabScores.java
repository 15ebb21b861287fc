package io.thalweg.model.evaluate;

/**
 * What a detector says of one series.
 *
 * @param scores one in [0, 1] per row, higher is more anomalous; only their order over the whole
 *     corpus counts
 * @param alerts one per row: the detector's own decision, taken without labels
 */
public record NabScores(double[] scores, boolean[] alerts) {
  /** Threshold between the two values of {@link #alertScores}. */
  static final double ALERT = 0.5;

  /** Checks the lengths. */
  public NabScores {
    if (scores.length != alerts.length) {
      throw new IllegalArgumentException(
          "%d scores, but %d alerts".formatted(scores.length, alerts.length));
    }
  }

  /** The alerts as scores: 1 and 0, to be scored at {@link #ALERT}. */
  double[] alertScores() {
    double[] decided = new double[alerts.length];
    for (int row = 0; row < alerts.length; row++) {
      decided[row] = alerts[row] ? 1 : 0;
    }
    return decided;
  }
}
