package io.thalweg.model.evaluate;

import io.thalweg.model.layer.LinearAlgebra.SingularValues;

/**
 * Orthogonal map of one version's embedding space onto another's, from the embeddings of the same
 * inputs in both: {@code R = argmin |A R - B|} over orthogonal R, which is {@code U V'} of the SVD
 * of {@code A'B} (Schoenemann 1966). Reflections are allowed; scaling and shifting are not, since
 * consumers apply R alone.
 *
 * <p>The quality is the share of B's variance that A R explains, {@code 1 - |A R - B|^2 / |B - mean
 * B|^2}, cut at 0. It counts distances from B's mean, so that a mean both share does not pass for
 * agreement. Directions that the embeddings do not use are mapped to each other arbitrarily, but
 * always in the same way, and R stays orthogonal.
 *
 * <p>Time: O(n d^2 + d^3), at d = 64 and n = 1024 a few milliseconds. Deterministic.
 *
 * @param rotation [size, size], row by row: row vector times rotation
 * @param quality in [0, 1]; 1 when A R = B; when B is constant, 1 if it is met exactly and else 0
 */
public record Procrustes(float[] rotation, double quality) {
  /** Residuals under this share of the two matrices' squares are float rounding. */
  private static final double ROUNDING = 1e-12;

  /**
   * Fits {@code a} onto {@code b}.
   *
   * @param a [rows, size], row by row; not changed
   * @param b [rows, size], row by row; not changed
   * @throws IllegalArgumentException if a shape does not fit or a value is not finite
   */
  public static Procrustes fit(float[] a, float[] b, int rows, int size) {
    Embeddings.check("a", a, rows, size);
    Embeddings.check("b", b, rows, size);
    double[] origin = new double[size];
    SingularValues svd =
        SingularValues.of(Embeddings.cross(a, origin, b, origin, rows, size), size);
    return new Procrustes(toFloats(svd.nearestOrthogonal()), quality(svd, a, b, rows, size));
  }

  /** |A R - B|^2 = |A|^2 + |B|^2 - 2 trace(R'A'B), and that trace is the sum of singular values. */
  private static double quality(SingularValues svd, float[] a, float[] b, int rows, int size) {
    double[] origin = new double[size];
    double squares =
        Embeddings.squares(a, origin, rows, size) + Embeddings.squares(b, origin, rows, size);
    double trace = 0;
    for (double value : svd.values()) {
      trace += value;
    }
    double residual = squares - 2 * trace;
    if (residual <= ROUNDING * squares) {
      return 1;
    }
    double variance = Embeddings.squares(b, Embeddings.means(b, rows, size), rows, size);
    return variance == 0 ? 0 : Math.max(0, 1 - residual / variance);
  }

  private static float[] toFloats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
