package io.thalweg.model.pretext;

/**
 * Pools embeddings over the positions that are shown; a sequence of which nothing is gives zeros.
 * Allocates nothing. Not thread-safe.
 */
interface PoolPass {

  /** Says whether a position of a sequence counts, for the next {@link #forward}. */
  void show(int position, int row, boolean is);

  /**
   * @param embeddings {@code [length, rows, size]}, untouched
   * @return {@code [rows, width]}, overwritten by the next call
   */
  float[] forward(float[] embeddings);

  /**
   * @param pooledGradient {@code [rows, width]}, untouched
   * @return {@code [length, rows, size]}, overwritten by the next call
   */
  float[] backward(float[] pooledGradient);
}
