package io.thalweg.model.evaluate;

/**
 * What a contrastive representation wants, measured apart: that the two halves of a pair lie
 * together, and that all else spreads over the sphere. Embeddings are scaled to length 1 first.
 *
 * <pre>{@code
 * alignment  = mean over pairs of |u_i - v_i|^2                       in [0, 4], 0 is best
 * uniformity = log mean over i < j of exp(-2 |u_i - u_j|^2)           in [-8, 0], low is best
 * }</pre>
 *
 * <p>A collapsed embedding is perfectly aligned and has uniformity 0; random directions in many
 * dimensions have alignment 2 and uniformity near -4, the lowest that many rows can reach. Both are
 * unchanged by rotating the embeddings and by scaling a row. A row of zeros has no direction and
 * counts as the origin. Time: O(n d) and O(n^2 d): at n = 1024 and d = 64 some 50 ms.
 * Deterministic.
 *
 * <p>Source: Wang and Isola 2020 (arXiv 2005.10242), with their exponents alpha = 2 and t = 2.
 *
 * <p>Example: two embeddings opposite to each other have uniformity -8.
 */
public final class AlignmentUniformity {
  private AlignmentUniformity() {}

  /**
   * Alignment of pairs: row i of one side and row i of the other.
   *
   * @param one [rows, size], row by row; not changed
   * @param other the same
   * @throws IllegalArgumentException if a shape does not fit or a value is not finite
   */
  public static double alignment(float[] one, float[] other, int rows, int size) {
    Embeddings.check("one", one, rows, size);
    Embeddings.check("other", other, rows, size);
    double[] u = unit(one, rows, size);
    double[] v = unit(other, rows, size);
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      sum += squaredDistance(u, row, v, row, size);
    }
    return sum / rows;
  }

  /**
   * Uniformity of embeddings.
   *
   * @param embeddings [rows, size], row by row, at least two; not changed
   * @throws IllegalArgumentException if the shape does not fit or a value is not finite
   */
  public static double uniformity(float[] embeddings, int rows, int size) {
    Embeddings.check("embeddings", embeddings, rows, size);
    if (rows < 2) {
      throw new IllegalArgumentException("uniformity needs at least 2 embeddings, not " + rows);
    }
    double[] u = unit(embeddings, rows, size);
    double sum = 0;
    for (int i = 1; i < rows; i++) {
      for (int j = 0; j < i; j++) {
        sum += Math.exp(-2 * squaredDistance(u, i, u, j, size));
      }
    }
    return Math.log(sum / (rows * (rows - 1.0) / 2));
  }

  private static double[] unit(float[] embeddings, int rows, int size) {
    double[] unit = new double[rows * size];
    for (int row = 0; row < rows; row++) {
      double square = 0;
      for (int i = row * size; i < (row + 1) * size; i++) {
        square += embeddings[i] * (double) embeddings[i];
      }
      double length = square > 0 ? Math.sqrt(square) : 1;
      for (int i = row * size; i < (row + 1) * size; i++) {
        unit[i] = embeddings[i] / length;
      }
    }
    return unit;
  }

  private static double squaredDistance(double[] a, int row, double[] b, int other, int size) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      double difference = a[row * size + i] - b[other * size + i];
      sum += difference * difference;
    }
    return sum;
  }
}
