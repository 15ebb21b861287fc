package io.thalweg.model.optim;

/**
 * Learning rate by step. Immutable and a function of the step alone, so a checkpoint needs nothing
 * of it but the count.
 */
@FunctionalInterface
public interface Schedule {

  /** Rate of step {@code t}, counted from zero. */
  double rate(long t);

  /**
   * The same rate at every step.
   *
   * @param rate in (0, 1]
   */
  static Schedule constant(double rate) {
    double checked = Rates.peak(rate);
    return t -> checked;
  }

  /**
   * Linear rise to a peak, {@code min(peak * (t + 1) / steps, after(t))}: moments that know little
   * yet take small steps.
   *
   * @param peak rate at the end of the rise, in (0, 1]
   * @param steps of the rise, at least 1
   * @param after the schedule from then on; it counts from the same zero
   */
  static Schedule warmUp(double peak, int steps, Schedule after) {
    Rates.peak(peak);
    Rates.steps("warmUp", steps);
    return t -> Math.min(peak * ((t + 1) / (double) steps), after.rate(t));
  }
}
