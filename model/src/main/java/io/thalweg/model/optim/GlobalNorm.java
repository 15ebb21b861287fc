package io.thalweg.model.optim;

/**
 * Clipping by the global norm: the whole gradient keeps its direction and loses what it is too
 * long.
 *
 * <p>Source: Pascanu, Mikolov and Bengio 2013 (arXiv 1211.5063).
 */
public final class GlobalNorm {
  private GlobalNorm() {}

  /** Euclidean length; NaN or infinite when a component is. */
  public static double of(float[] vector) {
    // Four sums that do not wait for each other; always in this order, so results repeat.
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < vector.length; i += 4) {
      s0 += vector[i] * (double) vector[i];
      s1 += vector[i + 1] * (double) vector[i + 1];
      s2 += vector[i + 2] * (double) vector[i + 2];
      s3 += vector[i + 3] * (double) vector[i + 3];
    }
    for (; i < vector.length; i++) {
      s0 += vector[i] * (double) vector[i];
    }
    return Math.sqrt((s0 + s1) + (s2 + s3));
  }

  /** Factor in (0, 1] that makes a vector of length {@code norm} no longer than {@code most}. */
  public static float scale(double norm, double most) {
    return (float) Math.min(1, most / norm);
  }
}
