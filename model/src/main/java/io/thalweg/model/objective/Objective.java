package io.thalweg.model.objective;

import java.util.SplittableRandom;

/**
 * What a prediction costs. One row is one position of one sequence; a target has {@code targetSize}
 * values of which some may be absent (NaN): they cost nothing and have no gradient.
 *
 * <p>A prediction row and the objective's own parameters are blocks of one value per target value:
 * {@code [k, targetSize]}. When the fields of a pipeline change, what belongs to a field is found
 * by that.
 *
 * <p>An objective is an immutable description, like an encoder; its own parameters (tails, for
 * example) are a slice of the learner's flat vector.
 */
public interface Objective {

  /** Values of one target row. */
  int targetSize();

  /** Values a head must predict for one target row. */
  int predictionSize();

  /** Parameters of the objective itself, from the offset given to every call. */
  int parameterCount();

  /** Starting values of those parameters. */
  void initialise(float[] parameters, int offset, SplittableRandom random);

  /** Working memory for {@code rows} rows. */
  Pass newPass(int rows);

  /**
   * The distribution of one target under one prediction, for serving: {@code location} and {@code
   * scale} in target units.
   */
  void distribution(
      float[] parameters, int offset, float[] prediction, float[] location, float[] scale);

  /**
   * Degrees of freedom of target value {@code index}'s tails; positive infinity for Gaussian tails.
   */
  double tail(float[] parameters, int offset, int index);

  /** Score first, then the gradient of a weighted sum of the rows scored. */
  interface Pass {

    /**
     * @param prediction {@code [rows, predictionSize]}
     * @param target {@code [rows, targetSize]}, NaN where absent
     * @param rowLoss written: mean loss over the row's present values, in nats; 0 for a row with
     *     none
     */
    void score(float[] parameters, int offset, float[] prediction, float[] target, float[] rowLoss);

    /**
     * Gradient of {@code sum(rowWeight * rowLoss)} of the last {@link #score}.
     *
     * @param rowWeight {@code [rows]}
     * @param predictionGradient written, {@code [rows, predictionSize]}
     * @param gradient written at {@code [offset, offset + parameterCount)}
     */
    void gradient(
        float[] parameters,
        int offset,
        float[] rowWeight,
        float[] predictionGradient,
        float[] gradient);
  }
}
