package io.thalweg.model.layer;

/** Native matrices for tests. */
final class Matrices {
  private Matrices() {}

  static Matrix of(float[] values) {
    Matrix matrix = new Matrix(values.length);
    matrix.put(values, 0, values.length);
    return matrix;
  }
}
