package io.thalweg.model.optim;

/**
 * Decoupled weight decay: a weight shrinks by {@code rate * strength} of itself per step, beside
 * what the gradient does.
 *
 * <p>Source: Loshchilov and Hutter 2019 (arXiv 1711.05101).
 *
 * @param strength per unit of rate, at least 0
 * @param weights how many of the leading parameters decay: the objective's own and those solved for
 *     in closed form come last, and zero means nothing to them
 */
public record Decay(double strength, int weights) {
  /** No decay. */
  public static final Decay NONE = new Decay(0, 0);

  /** Checks the ranges. */
  public Decay {
    if (!(strength >= 0)) {
      throw new IllegalArgumentException("decay must be at least 0, not " + strength);
    }
    if (weights < 0) {
      throw new IllegalArgumentException("weights must be at least 0, not " + weights);
    }
  }

  /** Before the gradient's step: both start from the same weights. */
  void apply(float[] parameters, double rate) {
    if (strength == 0) {
      return;
    }
    float keep = (float) (1 - rate * strength);
    int count = Math.min(weights, parameters.length);
    for (int i = 0; i < count; i++) {
      parameters[i] *= keep;
    }
  }
}
