package io.thalweg.model.objective;

import static io.thalweg.model.testing.Numerics.gaussian;

import java.util.Arrays;

/** Slow references of losses that are a mean over the values of a row that are present. */
final class FieldLosses {
  static final int FIELDS = 5;

  /** Loss of value {@code f} of one row. */
  @FunctionalInterface
  interface Value {
    double of(double[] prediction, int row, int f, double target);
  }

  private FieldLosses() {}

  /** One value absent in row 0, all but one in row 3, all in row 4. */
  static float[] target(double spread) {
    return withGaps(gaussian(ObjectiveContract.ROWS * FIELDS, spread, 2));
  }

  static float[] withGaps(float[] target) {
    target[1] = Float.NaN;
    Arrays.fill(target, 3 * FIELDS, 4 * FIELDS - 1, Float.NaN);
    Arrays.fill(target, 4 * FIELDS, 5 * FIELDS, Float.NaN);
    return target;
  }

  static double[] rows(double[] prediction, float[] target, Value value) {
    double[] losses = new double[ObjectiveContract.ROWS];
    for (int row = 0; row < losses.length; row++) {
      double sum = 0;
      int present = 0;
      for (int f = 0; f < FIELDS; f++) {
        double y = target[row * FIELDS + f];
        if (!Double.isNaN(y)) {
          sum += value.of(prediction, row, f, y);
          present++;
        }
      }
      losses[row] = present == 0 ? 0 : sum / present;
    }
    return losses;
  }
}
