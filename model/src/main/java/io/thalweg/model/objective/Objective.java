package io.thalweg.model.objective;

import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * What a prediction costs. One row is one position of one sequence; a target has {@code targetSize}
 * values of which some may be absent (NaN): they cost nothing and have no gradient.
 *
 * <p>Over fields, a prediction row and the objective's own parameters are blocks of one value per
 * target value: {@code [k, targetSize]}. When the fields of a pipeline change, what belongs to a
 * field is found by that. Objectives over a vocabulary have targets that are ids, one or several,
 * and other blocks; their vocabulary is not a field set.
 *
 * <p>Some objectives predict real values ({@link Regression}), and some of these give them a
 * distribution ({@link Likelihood}). A loss over pairs of embeddings is a {@link PairObjective}.
 *
 * <p>An objective is an immutable description, like an encoder; its own parameters (tails, for
 * example) are a slice of the learner's flat vector.
 */
public interface Objective {

  /** Values of one target row. */
  int targetSize();

  /** Ids it tells apart, where a target is one of them; empty where targets are values. */
  default OptionalInt vocabulary() {
    return OptionalInt.empty();
  }

  /** Values a head must predict for one target row. */
  int predictionSize();

  /** Parameters of the objective itself, from the offset given to every call. */
  int parameterCount();

  /** Starting values of those parameters. */
  void initialise(float[] parameters, int offset, SplittableRandom random);

  /** Working memory for {@code rows} rows. */
  Pass newPass(int rows);

  /** Score first, then the gradient of a weighted sum of the rows scored. */
  interface Pass {

    /**
     * Draws what the next {@link #score} needs at random, such as negatives. Called before each
     * score; most objectives draw nothing.
     */
    default void draw(SplittableRandom random) {}

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
