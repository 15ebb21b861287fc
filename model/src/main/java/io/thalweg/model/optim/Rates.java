package io.thalweg.model.optim;

/** Checks that schedules share; each names the value. */
final class Rates {
  private Rates() {}

  static double peak(double peak) {
    if (!(peak > 0 && peak <= 1)) {
      throw new IllegalArgumentException("peak rate must be in (0, 1], not " + peak);
    }
    return peak;
  }

  static void steps(String name, long steps) {
    if (steps < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, not " + steps);
    }
  }

  static void floor(double floor) {
    if (!(floor >= 0 && floor <= 1)) {
      throw new IllegalArgumentException("floor must be in [0, 1], not " + floor);
    }
  }
}
