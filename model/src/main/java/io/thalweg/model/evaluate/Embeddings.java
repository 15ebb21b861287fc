package io.thalweg.model.evaluate;

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
    double[] cross = new double[size * size];
    double[] centred = new double[size];
    for (int row = 0; row < rows; row++) {
      int at = row * size;
      for (int j = 0; j < size; j++) {
        centred[j] = b[at + j] - meanB[j];
      }
      for (int i = 0; i < size; i++) {
        double x = a[at + i] - meanA[i];
        int to = i * size;
        for (int j = 0; j < size; j++) {
          cross[to + j] += x * centred[j];
        }
      }
    }
    return cross;
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
