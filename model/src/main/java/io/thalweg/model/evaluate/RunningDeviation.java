package io.thalweg.model.evaluate;

/**
 * Exponentially weighted z-score of one series: how many running deviations a value lies from the
 * running mean, both from before it. Weights fall by {@code 1 - 1/memory}; the first ones count
 * alike. The simplest detector worth comparing with. Values must be finite; not thread-safe.
 */
public final class RunningDeviation {
  /** A constant series that moves at all is surprising, but not infinitely so. */
  private static final double LEAST_SHARE = 1e-6;

  private final double memory;
  private long count;
  private double mean;
  private double variance;

  /**
   * @param memory weight of the past in readings, more than 1: the newest counts 1/memory
   */
  public RunningDeviation(double memory) {
    if (!(memory > 1)) {
      throw new IllegalArgumentException("memory must be more than 1 reading, not " + memory);
    }
    this.memory = memory;
  }

  /** Deviations of a value from the mean before it, at least 0; 0 for the first two. Learns it. */
  public double surprise(double value) {
    double distance = Math.abs(value - mean);
    double floor = LEAST_SHARE * Math.max(Math.abs(mean), 1e-9);
    double surprise = count < 2 ? 0 : distance / Math.max(Math.sqrt(variance), floor);
    learn(value);
    return surprise;
  }

  private void learn(double value) {
    count++;
    double rate = 1 / Math.min(count, memory);
    double distance = value - mean;
    mean += rate * distance;
    variance = (1 - rate) * (variance + rate * distance * distance);
  }
}
