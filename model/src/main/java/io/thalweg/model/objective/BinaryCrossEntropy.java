package io.thalweg.model.objective;

import io.thalweg.model.layer.FastMath;
import java.util.SplittableRandom;

/**
 * Binary cross-entropy of a predicted logit {@code x} and a target probability {@code y} in [0, 1]
 * (usually 0 or 1).
 *
 * <pre>{@code
 * loss = max(x, 0) - x y + log(1 + exp(-|x|))     = -y log p - (1-y) log(1-p), p = sigmoid(x)
 * dloss/dx = sigmoid(x) - y                                                          [nats]
 * }</pre>
 *
 * <p>From logits, because the logarithm of a rounded probability is infinite. NaN predictions give
 * NaN losses and gradients. Cost: one exponential, one logarithm and one sigmoid per value. No
 * parameters of its own. Deterministic.
 *
 * <p>Example: logit 0 costs {@code log 2 = 0.6931} nats whatever the target.
 */
public final class BinaryCrossEntropy implements Objective {
  private final int targetSize;

  /**
   * @param targetSize values per target, at least 1
   */
  public BinaryCrossEntropy(int targetSize) {
    this.targetSize = Sizes.positive("targetSize", targetSize);
  }

  @Override
  public int targetSize() {
    return targetSize;
  }

  @Override
  public int predictionSize() {
    return targetSize;
  }

  @Override
  public int parameterCount() {
    return 0;
  }

  @Override
  public void initialise(float[] parameters, int offset, SplittableRandom random) {}

  @Override
  public Pass newPass(int rows) {
    return new Rows(targetSize, rows);
  }

  /** {@code log(1 + exp(x))} without overflow: the loss of a logit whose target is 0. */
  static float softplus(float x) {
    float bend = FastMath.log(1 + FastMath.exp(x > 0 ? -x : x));
    return x > 0 ? x + bend : bend;
  }

  private static final class Rows extends PointwisePass {
    Rows(int fields, int rows) {
      super(fields, rows);
    }

    @Override
    void losses(float[] prediction, float[] target) {
      float[] losses = loss;
      float[] slopes = slope;
      for (int i = 0; i < losses.length; i++) {
        losses[i] = softplus(prediction[i]) - prediction[i] * target[i];
      }
      for (int i = 0; i < slopes.length; i++) {
        slopes[i] = FastMath.sigmoid(prediction[i]) - target[i];
      }
    }
  }
}
