package io.thalweg.model.objective;

/**
 * A regression that says how sure it is: each target value has a distribution with a location, a
 * scale and a tail. Only these can serve surprises; {@link io.thalweg.model.PipelinePlan} refuses
 * to serve anything else.
 */
public interface Likelihood extends Regression {

  /**
   * The distribution of one target under one prediction: {@code location} and {@code scale} in
   * target units.
   */
  void distribution(
      float[] parameters, int offset, float[] prediction, float[] location, float[] scale);

  /**
   * Degrees of freedom of target value {@code index}'s tails; positive infinity for Gaussian tails.
   */
  double tail(float[] parameters, int offset, int index);
}
