package io.thalweg.model.optim;

/**
 * Half a cosine from the peak to a floor, over a number of steps; the floor from then on. For
 * streams with a known end.
 *
 * <pre>{@code rate(t) = peak * (floor + (1 - floor) * (1 + cos(pi * min(1, t / steps))) / 2)}</pre>
 *
 * <p>Source: Loshchilov and Hutter 2017 (arXiv 1608.03983), without its restarts; with them it is
 * {@link CosineRestarts}.
 *
 * @param peak highest rate, in (0, 1]
 * @param steps until the floor, at least 1
 * @param floor lowest fraction of the peak, in [0, 1]
 */
record Cosine(double peak, long steps, double floor) implements Schedule {

  Cosine {
    Rates.peak(peak);
    Rates.steps("steps", steps);
    Rates.floor(floor);
  }

  @Override
  public double rate(long t) {
    return rate(t / (double) steps);
  }

  /** Rate at a share of the way; beyond 1 as at 1. */
  double rate(double way) {
    double share = (1 + Math.cos(Math.PI * Math.min(1, way))) / 2;
    return peak * (floor + (1 - floor) * share);
  }
}
