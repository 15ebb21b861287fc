package io.thalweg.model.evaluate;

/**
 * A time series with the class it belongs to.
 *
 * @param values {@code [length][fields]}, oldest first, at least one; NaN where missing; owned by
 *     the series
 * @param label of its class
 */
public record LabelledSeries(double[][] values, String label) {

  /** Time steps. */
  public int length() {
    return values.length;
  }

  /** Values of a time step. */
  public int fields() {
    return values[0].length;
  }
}
