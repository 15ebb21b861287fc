package io.thalweg.model.optim;

/**
 * Decay with the inverse square root of the steps down to a floor that keeps an endless stream
 * learnable.
 *
 * <pre>{@code rate(t) = peak * max(floor, sqrt(hold / max(hold, t+1)))}</pre>
 *
 * @param peak highest rate, in (0, 1]
 * @param hold steps at the peak before the decay starts, at least 1
 * @param floor lowest fraction of the peak, in [0, 1]
 */
record InverseSquareRoot(double peak, int hold, double floor) implements Schedule {

  InverseSquareRoot {
    Rates.peak(peak);
    Rates.steps("hold", hold);
    Rates.floor(floor);
  }

  @Override
  public double rate(long t) {
    return peak * Math.max(floor, Math.sqrt(hold / (double) Math.max(hold, t + 1)));
  }
}
