package io.thalweg.streams.cli.backtest;

import io.thalweg.model.evaluate.OneStepError;
import io.thalweg.model.serve.OneStep;
import org.jspecify.annotations.Nullable;

/**
 * Squared error of the one-step forecasts as a share of persistence's, each field in its own
 * standard deviation. The deviations come from one part of the stream ({@link #learn}), the errors
 * from a later one ({@link #score}); see {@link OneStepError} for the protocol. Pixels are compared
 * as they are, having one unit.
 *
 * <p>A field that is missing, or not yet forecast, does not count in that row. Not thread-safe.
 */
final class OneStepTally {
  private final boolean oneUnit;
  private final long[] count;
  private final double[] mean;
  private final double[] squares;
  private final double[] last;
  private final double[] expected;
  private final double[] observed;
  private @Nullable OneStepError error;

  /**
   * @param fields values of an event
   * @param oneUnit whether they have one unit, as pixels do: then they are compared as they are
   */
  OneStepTally(int fields, boolean oneUnit) {
    this.oneUnit = oneUnit;
    count = new long[fields];
    mean = new double[fields];
    squares = new double[fields];
    last = new double[fields];
    expected = new double[fields];
    observed = new double[fields];
  }

  /** Learns the deviations of the fields (Welford 1962). */
  void learn(OneStep step) {
    for (int f = 0; f < count.length; f++) {
      double x = step.observed()[f];
      if (!Double.isNaN(x)) {
        double distance = x - mean[f];
        mean[f] += distance / ++count[f];
        squares[f] += distance * (x - mean[f]);
      }
    }
  }

  /** Counts the errors of one forecast; from the first on the deviations are settled. */
  void score(OneStep step) {
    for (int f = 0; f < count.length; f++) {
      boolean known = !Double.isNaN(step.mean()[f]) && !Double.isNaN(step.observed()[f]);
      last[f] = known ? step.last()[f] : 0;
      expected[f] = known ? step.mean()[f] : 0;
      observed[f] = known ? step.observed()[f] : 0;
    }
    if (error == null) {
      error = new OneStepError(deviations());
    }
    error.add(last, expected, observed);
  }

  /** Squared error over persistence's; NaN when nothing was scored or nothing moved. */
  double ratio() {
    return error == null ? Double.NaN : error.ratio();
  }

  private double[] deviations() {
    double[] deviations = new double[count.length];
    for (int f = 0; f < count.length; f++) {
      deviations[f] = oneUnit ? 1 : count[f] > 1 ? Math.sqrt(squares[f] / count[f]) : 0;
    }
    return deviations;
  }
}
