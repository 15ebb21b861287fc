package io.thalweg.model.optim;

/**
 * Cosines one after the other, each a factor longer than the last and starting at the peak again:
 * warm restarts (SGDR). For endless streams that change: a restart lets go of what no longer holds.
 *
 * <p>Source: Loshchilov and Hutter 2017 (arXiv 1608.03983).
 *
 * <p>Example: period 10, factor 2: restarts at steps 10, 30, 70, 150.
 *
 * @param peak highest rate, in (0, 1]
 * @param period steps of the first cosine, at least 1
 * @param factor growth of the period, at least 1
 * @param floor lowest fraction of the peak, in [0, 1]
 */
record CosineRestarts(double peak, long period, double factor, double floor) implements Schedule {

  CosineRestarts {
    Rates.peak(peak);
    Rates.steps("period", period);
    Rates.floor(floor);
    if (!(factor >= 1 && factor <= 100)) {
      throw new IllegalArgumentException("factor must be in [1, 100], not " + factor);
    }
  }

  @Override
  public double rate(long t) {
    Cosine cosine = new Cosine(peak, period, floor);
    if (factor == 1) {
      return cosine.rate(t % period / (double) period);
    }
    // The first k periods take period * (factor^k - 1) / (factor - 1) steps.
    double grown = 1 + t * (factor - 1) / period;
    double periods = Math.floor(Math.log(grown) / Math.log(factor) + 1e-9);
    double length = period * Math.pow(factor, periods);
    double start = (length - period) / (factor - 1);
    return cosine.rate(Math.max(0, t - start) / length);
  }
}
