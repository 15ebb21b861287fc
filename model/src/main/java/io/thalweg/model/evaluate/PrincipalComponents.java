package io.thalweg.model.evaluate;

import io.thalweg.model.layer.LinearAlgebra;

/**
 * Principal component analysis: the directions in which rows differ most, the first most of all.
 *
 * <p>Of fewer rows than dimensions the eigenvectors of {@code X X'} are taken, {@code [rows,
 * rows]}, from which those of {@code X' X} follow (Turk and Pentland 1991, "Eigenfaces for
 * recognition"). Time: the cube of the smaller number. Deterministic.
 *
 * @param mean {@code [size]}
 * @param components {@code [count, size]}, unit vectors, those of greatest variance first
 * @param variances {@code [count]}, each above 0; their number is the rank of the centred rows
 */
record PrincipalComponents(double[] mean, double[] components, double[] variances) {
  /** A variance below this share of the greatest is rounding. */
  private static final double ROUNDING = 1e-10;

  /**
   * Fits.
   *
   * @param features {@code [rows, size]}, finite, untouched; at least two rows that differ
   */
  static PrincipalComponents of(float[] features, int rows) {
    int size = features.length / rows;
    Embeddings.check("features", features, rows, size);
    double[] mean = Embeddings.means(features, rows, size);
    double[] centred = new double[features.length]; // [rows, size]
    double[] transposed = new double[features.length]; // [size, rows]
    for (int row = 0; row < rows; row++) {
      for (int c = 0; c < size; c++) {
        double value = features[row * size + c] - mean[c];
        centred[row * size + c] = value;
        transposed[c * rows + row] = value;
      }
    }
    boolean byRows = rows < size;
    LinearAlgebra.Eigen eigen =
        byRows
            ? LinearAlgebra.Eigen.of(
                LinearAlgebra.crossProduct(transposed, transposed, size, rows), rows)
            : LinearAlgebra.Eigen.of(
                LinearAlgebra.crossProduct(centred, centred, rows, size), size);
    int count = rank(eigen.values());
    double[] components = new double[count * size];
    double[] variances = new double[count];
    for (int k = 0; k < count; k++) {
      variances[k] = eigen.values()[k] / rows;
      if (byRows) {
        combine(centred, eigen.vectors(), k, rows, size, eigen.values()[k], components);
      } else {
        System.arraycopy(eigen.vectors(), k * size, components, k * size, size);
      }
    }
    return new PrincipalComponents(mean, components, variances);
  }

  private static int rank(double[] values) {
    int rank = 0;
    while (rank < values.length && values[rank] > ROUNDING * values[0]) {
      rank++;
    }
    if (rank == 0) {
      throw new IllegalArgumentException("all rows are the same: they have no components");
    }
    return rank;
  }

  /** {@code X' u / sqrt(value)}: of length 1. */
  private static void combine(
      double[] centred,
      double[] vectors,
      int k,
      int rows,
      int size,
      double value,
      double[] components) {
    double scale = 1 / Math.sqrt(value);
    for (int row = 0; row < rows; row++) {
      double weight = scale * vectors[k * rows + row];
      for (int c = 0; c < size; c++) {
        components[k * size + c] += weight * centred[row * size + c];
      }
    }
  }

  /** Components there are. */
  int count() {
    return variances.length;
  }

  /**
   * Coordinates of rows along the first components.
   *
   * @param features {@code [rows, size]}
   * @param first components used, 1 to {@link #count}
   * @return {@code [rows, first]}
   */
  float[] project(float[] features, int first) {
    if (first < 1 || first > count()) {
      throw new IllegalArgumentException(
          "components must be between 1 and %d, not %d".formatted(count(), first));
    }
    int size = mean.length;
    int rows = features.length / size;
    float[] projected = new float[rows * first];
    for (int row = 0; row < rows; row++) {
      for (int k = 0; k < first; k++) {
        double sum = 0;
        for (int c = 0; c < size; c++) {
          sum += (features[row * size + c] - mean[c]) * components[k * size + c];
        }
        projected[row * first + k] = (float) sum;
      }
    }
    return projected;
  }
}
