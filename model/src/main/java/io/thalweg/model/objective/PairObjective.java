package io.thalweg.model.objective;

/**
 * What two embeddings of the same things cost: row i of one side and row i of the other are a pair,
 * and the loss looks at the whole batch, so that it cannot be taken apart into rows. Both sides get
 * gradients. Immutable, like an {@link Objective}; it has no parameters of its own.
 */
public interface PairObjective {

  /**
   * Working memory.
   *
   * @param pairs rows of each side, at least 2
   * @param size floats of one embedding, at least 1
   */
  Pass newPass(int pairs, int size);

  /** Score first, then the gradients of what was scored. Not thread-safe. */
  interface Pass {

    /**
     * @param one {@code [pairs, size]}, untouched
     * @param other {@code [pairs, size]}, untouched
     * @return mean loss; NaN when an embedding is
     */
    float score(float[] one, float[] other);

    /**
     * Gradients of {@code weight * loss} of the last {@link #score}.
     *
     * @param oneGradient written, {@code [pairs, size]}
     * @param otherGradient written, {@code [pairs, size]}
     */
    void gradient(float weight, float[] oneGradient, float[] otherGradient);
  }
}
