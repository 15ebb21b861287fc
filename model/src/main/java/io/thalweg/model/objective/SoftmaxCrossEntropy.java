package io.thalweg.model.objective;

import io.thalweg.model.layer.Softmax;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * Cross-entropy of a softmax over a vocabulary: {@code loss = log sum_k exp(x_k) - x_y} nats, with
 * gradient {@code softmax(x) - onehot(y)}.
 *
 * <p>A prediction row is one logit per id, {@code [vocabulary]}; a target row is the id, {@code
 * [1]}, NaN where there is nothing to predict (a token that is not masked, padding). Any other
 * number is refused. NaN logits give a NaN loss. Adding a constant to a row's logits changes
 * nothing; the largest is taken off first, so that nothing overflows.
 *
 * <p>Cost: one exponential per logit; memory: one float per logit. For vocabularies of many
 * thousands see {@link SampledSoftmax}. No parameters of its own. Deterministic.
 *
 * <p>Example: equal logits over 4 ids cost {@code log 4 = 1.3863} nats whatever the target.
 */
public final class SoftmaxCrossEntropy implements Objective {
  private final int vocabulary;

  /**
   * @param vocabulary number of ids, at least 1
   */
  public SoftmaxCrossEntropy(int vocabulary) {
    this.vocabulary = Sizes.positive("vocabulary", vocabulary);
  }

  @Override
  public int targetSize() {
    return 1;
  }

  @Override
  public OptionalInt vocabulary() {
    return OptionalInt.of(vocabulary);
  }

  @Override
  public int predictionSize() {
    return vocabulary;
  }

  @Override
  public int parameterCount() {
    return 0;
  }

  @Override
  public void initialise(float[] parameters, int offset, SplittableRandom random) {}

  @Override
  public Pass newPass(int rows) {
    return new Rows(vocabulary, rows);
  }

  private static final class Rows implements Pass {
    private final int vocabulary;
    private final int[] ids;

    /** {@code [rows, vocabulary]} of the last score; rows without a target are not filled. */
    private final float[] probability;

    Rows(int vocabulary, int rows) {
      this.vocabulary = vocabulary;
      ids = new int[rows];
      probability = new float[rows * vocabulary];
    }

    @Override
    public void score(
        float[] parameters, int offset, float[] prediction, float[] target, float[] rowLoss) {
      for (int row = 0; row < ids.length; row++) {
        int at = row * vocabulary;
        ids[row] = Sizes.id(target[row], vocabulary);
        if (ids[row] < 0) {
          rowLoss[row] = 0f;
          continue;
        }
        System.arraycopy(prediction, at, probability, at, vocabulary);
        rowLoss[row] = Softmax.row(probability, at, at + vocabulary) - prediction[at + ids[row]];
      }
    }

    @Override
    public void gradient(
        float[] parameters,
        int offset,
        float[] rowWeight,
        float[] predictionGradient,
        float[] gradient) {
      for (int row = 0; row < ids.length; row++) {
        int at = row * vocabulary;
        float weight = rowWeight[row];
        if (ids[row] < 0) {
          java.util.Arrays.fill(predictionGradient, at, at + vocabulary, 0f);
          continue;
        }
        for (int i = at; i < at + vocabulary; i++) {
          predictionGradient[i] = weight * probability[i];
        }
        predictionGradient[at + ids[row]] -= weight;
      }
    }
  }
}
