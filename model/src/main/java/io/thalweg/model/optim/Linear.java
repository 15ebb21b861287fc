package io.thalweg.model.optim;

/**
 * Linear fall: {@code peak * max(floor, 1 - t / steps)}. For a stream that ends; afterwards the
 * rate stays at the floor. word2vec's schedule, with {@code t} counted in words.
 *
 * @param peak rate at step 0, in (0, 1]
 * @param steps after which the fall would reach zero, at least 1
 * @param floor lowest rate as a share of the peak, in [0, 1]
 */
public record Linear(double peak, long steps, double floor) implements Schedule {

  /** Checks the ranges. */
  public Linear {
    Rates.peak(peak);
    Rates.steps("steps", steps);
    Rates.floor(floor);
  }

  @Override
  public double rate(long t) {
    return peak * Math.max(floor, 1 - t / (double) steps);
  }
}
