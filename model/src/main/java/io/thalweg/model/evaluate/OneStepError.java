package io.thalweg.model.evaluate;

/**
 * Standardised squared error of one-step predictions, beside persistence ("the next row is the last
 * row").
 *
 * <p>Protocol: each error is divided by the field's standard deviation on the <em>training</em>
 * rows; fields that never vary there (standard deviation 0) are left out; squares are summed over
 * rows and remaining fields, and the ratio is that of the two sums. A sum over fields weighs a
 * field by how much it moves in the test rows, so one field with a tiny training deviation can
 * dominate: {@link #fieldRatio} shows which.
 *
 * <p>Not thread-safe. Values must be finite.
 */
public final class OneStepError {
  private final double[] deviations;
  private final double[] squares;
  private final double[] persistenceSquares;
  private long rows;

  /**
   * @param deviations [fields], standard deviations on the training rows, at least 0
   */
  public OneStepError(double[] deviations) {
    this.deviations = deviations.clone();
    squares = new double[deviations.length];
    persistenceSquares = new double[deviations.length];
  }

  /** Counts one prediction; all three arrays are [fields] and in the same unit. */
  public void add(double[] last, double[] predicted, double[] actual) {
    Columns.checkRow(last, deviations.length);
    Columns.checkRow(predicted, deviations.length);
    Columns.checkRow(actual, deviations.length);
    rows++;
    for (int f = 0; f < deviations.length; f++) {
      if (deviations[f] > 0) {
        squares[f] += square((actual[f] - predicted[f]) / deviations[f]);
        persistenceSquares[f] += square((actual[f] - last[f]) / deviations[f]);
      }
    }
  }

  /** Predictions counted. */
  public long rows() {
    return rows;
  }

  /** Fields that count: those that vary in the training rows. */
  public int varyingFields() {
    int varying = 0;
    for (double deviation : deviations) {
      varying += deviation > 0 ? 1 : 0;
    }
    return varying;
  }

  /** Mean over rows and varying fields, in training variances; NaN before the first row. */
  public double mean() {
    return sum(squares) / ((double) rows * varyingFields());
  }

  /** The same for persistence. */
  public double persistenceMean() {
    return sum(persistenceSquares) / ((double) rows * varyingFields());
  }

  /** {@code mean / persistenceMean}: under 1 is better than persistence; NaN if nothing moved. */
  public double ratio() {
    return sum(squares) / sum(persistenceSquares);
  }

  /** The ratio of one field; NaN if it is left out, or never moved. */
  public double fieldRatio(int field) {
    return squares[field] / persistenceSquares[field];
  }

  private static double square(double x) {
    return x * x;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
