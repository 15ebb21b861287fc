package io.thalweg.model.snapshot;

/**
 * What an entity's next reading is expected to be, field by field, in the fields' own units.
 *
 * @param expected location; NaN for a field that has no scale yet
 * @param scale scale of the Student-t distribution, positive
 */
public record Forecast(double[] expected, double[] scale) {
  /** A forecast to be written. */
  public Forecast(int fields) {
    this(new double[fields], new double[fields]);
  }
}
