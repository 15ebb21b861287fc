package io.thalweg.model.objective;

import java.util.SplittableRandom;

/**
 * Huber loss of residual {@code r = y - m}: {@code r^2 / 2} up to a threshold, {@code delta (|r| -
 * delta / 2)} beyond it.
 *
 * <p>With {@code c = r} clamped to {@code [-delta, delta]} both are {@code c (r - c / 2)} with
 * slope {@code -c}: no branch, so the loop vectorises, and no pull is stronger than delta. Up to
 * delta it is half of {@link SquaredError}. NaN predictions give NaN losses and gradients. No
 * parameters of its own. Deterministic.
 *
 * <p>Source: Huber 1964, "Robust estimation of a location parameter".
 *
 * <p>Example, delta 1: residual 0.5 costs 0.125, residual 3 costs 2.5.
 */
public final class Huber implements Regression {
  private final int targetSize;
  private final float delta;

  /**
   * @param targetSize values per target, at least 1
   * @param delta residual from which the loss grows linearly, above 0, in target units
   */
  public Huber(int targetSize, double delta) {
    this.targetSize = Sizes.positive("targetSize", targetSize);
    this.delta = (float) Sizes.above0("delta", delta);
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
    return new Rows(targetSize, rows, delta);
  }

  private static final class Rows extends PointwisePass {
    private final float delta;

    Rows(int fields, int rows, float delta) {
      super(fields, rows);
      this.delta = delta;
    }

    @Override
    void losses(float[] prediction, float[] target) {
      float[] losses = loss;
      float[] slopes = slope;
      float most = delta;
      for (int i = 0; i < losses.length; i++) {
        float error = prediction[i] - target[i];
        float clamped = Math.max(-most, Math.min(most, error));
        losses[i] = clamped * (error - 0.5f * clamped);
        slopes[i] = clamped;
      }
    }
  }
}
