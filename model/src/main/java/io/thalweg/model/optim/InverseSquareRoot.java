package io.thalweg.model.optim;

/**
 * Learning rate by step: linear warm-up, then decay with the inverse square root of the steps down
 * to a floor that keeps an endless stream learnable.
 *
 * <pre>{@code rate(t) = peak * min((t+1)/warmUp, max(floor, sqrt(hold / max(hold, t+1))))}</pre>
 *
 * @param peak highest rate, in (0, 1]
 * @param warmUp steps to reach it, at least 1
 * @param hold steps at the peak before the decay starts, at least 1
 * @param floor lowest fraction of the peak after warm-up, in [0, 1]
 */
public record Schedule(double peak, int warmUp, int hold, double floor) {

  /** Checks the ranges. */
  public Schedule {
    if (!(peak > 0 && peak <= 1)) {
      throw new IllegalArgumentException("peak rate must be in (0, 1], not " + peak);
    }
    if (warmUp < 1 || hold < 1) {
      throw new IllegalArgumentException(
          "warmUp and hold must be at least 1, not " + warmUp + " and " + hold);
    }
    if (!(floor >= 0 && floor <= 1)) {
      throw new IllegalArgumentException("floor must be in [0, 1], not " + floor);
    }
  }

  /** Rate of step {@code t}, counted from zero. */
  public double rate(long t) {
    double warm = (t + 1) / (double) warmUp;
    double decay = Math.max(floor, Math.sqrt(hold / (double) Math.max(hold, t + 1)));
    return peak * Math.min(warm, decay);
  }
}
