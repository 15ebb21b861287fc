package io.thalweg.model.evaluate;

/**
 * Gives every dimension of a training part mean 0 and standard deviation 1, and others the same
 * shift and scale. A dimension that stands still in the training part becomes zero everywhere.
 */
final class Standardiser {
  /** Below this share of the largest value, a spread is rounding. */
  private static final double ROUNDING = 1e-6;

  private final double[] mean;

  /** 1 / deviation, or 0 where there is none. */
  private final double[] scale;

  private Standardiser(double[] mean, double[] scale) {
    this.mean = mean;
    this.scale = scale;
  }

  /**
   * @param features {@code [rows, size]}, finite
   */
  static Standardiser of(float[] features, int rows) {
    int size = features.length / rows;
    Embeddings.check("features", features, rows, size);
    double[] mean = Embeddings.means(features, rows, size);
    double[] scale = new double[size];
    for (int c = 0; c < size; c++) {
      double squares = 0;
      double largest = 0;
      for (int at = c; at < features.length; at += size) {
        squares += (features[at] - mean[c]) * (features[at] - mean[c]);
        largest = Math.max(largest, Math.abs(features[at]));
      }
      double deviation = Math.sqrt(squares / rows);
      scale[c] = deviation > ROUNDING * largest ? 1 / deviation : 0;
    }
    return new Standardiser(mean, scale);
  }

  /** A standardised copy, {@code [rows, size]}. */
  float[] apply(float[] features) {
    float[] standard = new float[features.length];
    for (int i = 0; i < features.length; i++) {
      int c = i % mean.length;
      standard[i] = (float) ((features[i] - mean[c]) * scale[c]);
    }
    return standard;
  }
}
