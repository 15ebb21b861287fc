package io.thalweg.model.evaluate;

/**
 * Mean and population standard deviation of each column of a matrix [rows, fields], and rows
 * standardised by them; columns that never vary are only centred.
 */
final class Columns {
  private final double[] means;
  private final double[] deviations;

  private Columns(double[] means, double[] deviations) {
    this.means = means;
    this.deviations = deviations;
  }

  static Columns of(double[][] rows) {
    double[] means = means(rows);
    return new Columns(means, deviations(rows, means));
  }

  /** Throws if the row has not {@code fields} values, all finite. */
  static void checkRow(double[] row, int fields) {
    if (row.length != fields) {
      throw new IllegalArgumentException(
          "a row has %d fields, not %d".formatted(row.length, fields));
    }
    for (double value : row) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a row holds a value that is not finite: " + value);
      }
    }
  }

  int fields() {
    return means.length;
  }

  /** Standard deviations, exactly 0 for a column with one single value; not a copy. */
  double[] deviations() {
    return deviations;
  }

  double[][] standardise(double[][] rows) {
    double[][] standardised = new double[rows.length][fields()];
    for (int t = 0; t < rows.length; t++) {
      checkRow(rows[t], fields());
      for (int f = 0; f < fields(); f++) {
        standardised[t][f] = (rows[t][f] - means[f]) / scale(f);
      }
    }
    return standardised;
  }

  /** Puts a standardised row back into its unit, in place. */
  void restore(double[] row) {
    for (int f = 0; f < row.length; f++) {
      row[f] = means[f] + row[f] * scale(f);
    }
  }

  private double scale(int field) {
    return deviations[field] > 0 ? deviations[field] : 1;
  }

  private static double[] means(double[][] rows) {
    double[] means = new double[rows[0].length];
    for (double[] row : rows) {
      checkRow(row, means.length);
      for (int f = 0; f < means.length; f++) {
        means[f] += row[f] / rows.length;
      }
    }
    return means;
  }

  private static double[] deviations(double[][] rows, double[] means) {
    double[] deviations = new double[means.length];
    for (int f = 0; f < means.length; f++) {
      double sum = 0;
      boolean varies = false;
      for (double[] row : rows) {
        double x = row[f] - means[f];
        sum += x * x;
        varies |= row[f] != rows[0][f];
      }
      // Rounding in the mean would give a constant column a tiny deviation, and huge scores.
      deviations[f] = varies ? Math.sqrt(sum / rows.length) : 0;
    }
    return deviations;
  }
}
