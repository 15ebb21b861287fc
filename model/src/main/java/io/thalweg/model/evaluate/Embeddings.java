package io.thalweg.model.evaluate;

import io.thalweg.model.layer.LinearAlgebra;

/** Checks and sums over embedding matrices [rows, size], stored row by row. */
final class Embeddings {
  private Embeddings() {}

  static void check(String name, float[] embeddings, int rows, int size) {
    if (rows < 1 || size < 1 || embeddings.length != rows * size) {
      throw new IllegalArgumentException(
          "%s has %d values, not those of a [%d, %d] matrix"
              .formatted(name, embeddings.length, rows, size));
    }
    for (float value : embeddings) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException(name + " holds a value that is not finite: " + value);
      }
    }
  }

  /** Mean of each dimension; [size]. */
  static double[] means(float[] embeddings, int rows, int size) {
    double[] means = new double[size];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < size; i++) {
        means[i] += embeddings[row * size + i];
      }
    }
    for (int i = 0; i < size; i++) {
      means[i] /= rows;
    }
    return means;
  }

  /** {@code (A - meanA)' (B - meanB)}; [size, size]. */
  static double[] cross(float[] a, double[] meanA, float[] b, double[] meanB, int rows, int size) {
    return LinearAlgebra.crossProduct(centred(a, meanA), centred(b, meanB), rows, size);
  }

  private static double[] centred(float[] embeddings, double[] mean) {
    double[] centred = new double[embeddings.length];
    for (int at = 0; at < centred.length; at += mean.length) {
      for (int i = 0; i < mean.length; i++) {
        centred[at + i] = embeddings[at + i] - mean[i];
      }
    }
    return centred;
  }

  /** Sum of squared distances to {@code mean}. */
  static double squares(float[] embeddings, double[] mean, int rows, int size) {
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < size; i++) {
        double x = embeddings[row * size + i] - mean[i];
        sum += x * x;
      }
    }
    return sum;
  }
}
