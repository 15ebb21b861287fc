package io.thalweg.model.objective;

import io.thalweg.model.layer.Matrix;

/** Rows scaled to length 1, if asked, with the way back for gradients. */
final class UnitRows {
  /** Below this length a row has no direction: it is shortened less, not blown up. */
  private static final float LEAST_SQUARE = 1e-12f;

  private final int rows;
  private final int size;
  private final boolean normalise;
  private final float[] unit;
  private final float[] inverse;
  private final Matrix matrix;

  UnitRows(int rows, int size, boolean normalise) {
    this.rows = rows;
    this.size = size;
    this.normalise = normalise;
    unit = new float[rows * size];
    inverse = new float[rows];
    matrix = new Matrix((long) rows * size);
  }

  /** The rows in native memory. */
  Matrix matrix() {
    return matrix;
  }

  void take(float[] values) {
    System.arraycopy(values, 0, unit, 0, unit.length);
    for (int row = 0; row < rows && normalise; row++) {
      int at = row * size;
      inverse[row] =
          (float) (1 / Math.sqrt(OutputVectors.dot(unit, at, unit, at, size) + LEAST_SQUARE));
      for (int i = at; i < at + size; i++) {
        unit[i] *= inverse[row];
      }
    }
    matrix.put(unit, 0, unit.length);
  }

  /** Gradient of the rows taken from {@code scale *} that of the unit rows. */
  void give(Matrix unitGradient, float scale, float[] gradient) {
    unitGradient.get(gradient, 0, rows * size);
    for (int row = 0; row < rows; row++) {
      int at = row * size;
      // What points along the row changes its length only.
      float along = normalise ? OutputVectors.dot(unit, at, gradient, at, size) : 0f;
      float factor = normalise ? scale * inverse[row] : scale;
      for (int i = at; i < at + size; i++) {
        gradient[i] = factor * (gradient[i] - along * unit[i]);
      }
    }
  }
}
