package io.thalweg.model.snapshot;

/**
 * What an entity's next reading is expected to be, field by field, in the fields' own units.
 *
 * @param expected location of the predicted Student-t distribution: the most likely value; NaN for
 *     a field that has no scale yet
 * @param mean forecast of least squared error; it differs from the location where a field mostly
 *     stands still and sometimes jumps
 * @param scale scale of the distribution, positive
 */
public record Forecast(double[] expected, double[] mean, double[] scale) {
  /** A forecast to be written. */
  public Forecast(int fields) {
    this(new double[fields], new double[fields], new double[fields]);
  }
}
