package io.thalweg.model.objective;

import java.util.SplittableRandom;

/**
 * Negative log likelihood of a Student-t distribution with predicted location and scale and one
 * learned tail per target value.
 *
 * <p>For residual {@code z = (y - m) / s}, {@code s = exp(a)} and {@code v} degrees of freedom:
 *
 * <pre>{@code
 * loss = a + (v + 1)/2 log(1 + z^2/v) + log(v pi)/2 + lgamma(v/2) - lgamma((v+1)/2)   [nats]
 * dloss/dm = -(v + 1) z / (v + z^2) / s        bounded: an outlier cannot throw a step
 * dloss/da = 1 - (v + 1) z^2 / (v + z^2)
 * }</pre>
 *
 * <p>A prediction row is {@code [m_0 .. m_{F-1}, a_0 .. a_{F-1}]}. The log scale is clamped to [-4,
 * 4]; tails are {@code v = 2 + exp(parameter)} in (2, 100], so that the variance exists. At or
 * beyond a bound the gradient that leads further out is zero, and the one that leads back is kept:
 * a constant field drives its scale below the bound, and must be able to return once it moves. NaN
 * predictions give NaN losses and gradients. Cost: one exponential and one logarithm per value.
 * Deterministic.
 *
 * <p>Source: Lange, Little and Taylor 1989, "Robust statistical modeling using the t distribution".
 */
public final class StudentT implements Likelihood {
  private static final double LEAST_TAIL = 2.0;
  private static final double MOST_TAIL = 100.0;
  private static final double STARTING_TAIL = 5.0;

  private final int targetSize;

  /**
   * @param targetSize values per target, at least 1
   */
  public StudentT(int targetSize) {
    if (targetSize < 1) {
      throw new IllegalArgumentException("targetSize must be at least 1, not " + targetSize);
    }
    this.targetSize = targetSize;
  }

  @Override
  public int targetSize() {
    return targetSize;
  }

  @Override
  public int predictionSize() {
    return 2 * targetSize;
  }

  @Override
  public int parameterCount() {
    return targetSize;
  }

  @Override
  public void initialise(float[] parameters, int offset, SplittableRandom random) {
    float start = (float) Math.log(STARTING_TAIL - LEAST_TAIL);
    java.util.Arrays.fill(parameters, offset, offset + targetSize, start);
  }

  @Override
  public Pass newPass(int rows) {
    return new StudentTPass(targetSize, rows);
  }

  @Override
  public void distribution(
      float[] parameters, int offset, float[] prediction, float[] location, float[] scale) {
    LogScale.distribution(prediction, targetSize, location, scale);
  }

  @Override
  public double tail(float[] parameters, int offset, int index) {
    return tail(parameters[offset + index]);
  }

  static double tail(float parameter) {
    return Math.min(MOST_TAIL, LEAST_TAIL + Math.exp(parameter));
  }

  /** Derivative of {@link #tail} by the parameter; beyond the bound that at the bound. */
  static double tailSlope(float parameter) {
    return Math.min(MOST_TAIL - LEAST_TAIL, Math.exp(parameter));
  }

  static boolean tailAtBound(float parameter) {
    return LEAST_TAIL + Math.exp(parameter) >= MOST_TAIL;
  }
}
