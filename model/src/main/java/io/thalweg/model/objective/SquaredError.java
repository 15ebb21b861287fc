package io.thalweg.model.objective;

import java.util.SplittableRandom;

/**
 * Squared error {@code (y - m)^2} of one predicted value {@code m} per target value.
 *
 * <p>A row costs the mean over its present values, so its gradient is {@code 2 (m - y) / present}.
 * In squared target units, not nats. NaN predictions give NaN losses and gradients. Cost: a few
 * operations per value, vectorised. No parameters of its own. Deterministic.
 *
 * <p>Example: prediction 1, target 3 costs 4.
 */
public final class SquaredError implements Regression {
  private final int targetSize;

  /**
   * @param targetSize values per target, at least 1
   */
  public SquaredError(int targetSize) {
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

  private static final class Rows extends PointwisePass {
    Rows(int fields, int rows) {
      super(fields, rows);
    }

    @Override
    void losses(float[] prediction, float[] target) {
      float[] losses = loss;
      float[] slopes = slope;
      for (int i = 0; i < losses.length; i++) {
        float error = prediction[i] - target[i];
        losses[i] = error * error;
        slopes[i] = 2 * error;
      }
    }
  }
}
