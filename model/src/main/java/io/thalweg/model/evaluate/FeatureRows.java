package io.thalweg.model.evaluate;

/**
 * A matrix {@code [rows, size]} that a {@link LogisticRegression} is fitted on, dense or sparse.
 * Immutable.
 */
interface FeatureRows {
  /** Rows. */
  int rows();

  /** Features of a row. */
  int size();

  /**
   * Checks that all is finite.
   *
   * @throws IllegalArgumentException naming what is not
   */
  void check();

  /** Chosen rows, in that order. */
  FeatureRows pick(int[] chosen);

  /** The products that a fit needs again and again; not thread-safe. */
  Products products(int classes);

  /** Products of the rows with weights and with residuals. */
  interface Products {
    /**
     * Scores.
     *
     * @param weights {@code [size, classes]}, then bias {@code [classes]}
     * @return {@code [rows, classes]}, new
     */
    double[] logits(double[] weights);

    /**
     * The gradient of the weights.
     *
     * @param residual {@code [rows, classes]}
     * @param gradient its first {@code size * classes} are written
     */
    void transposed(double[] residual, double[] gradient);
  }
}
