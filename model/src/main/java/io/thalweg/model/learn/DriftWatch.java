package io.thalweg.model.learn;

/**
 * Notices that losses have risen and stay up: a cumulative sum of standardised losses above an
 * allowance of half a standard deviation, drift when it passes {@value #LIMIT}.
 *
 * <p>Mean and variance are exponentially weighted over {@value #WINDOW} losses; deviations are
 * winsorised at {@value #MOST} standard deviations, so that one incident, however large, is not a
 * drift. A lasting rise by four deviations is noticed after nine losses. For losses that are
 * independent and normal it errs once in exp({@value #LIMIT}) losses. After a drift it starts anew.
 *
 * <p>Source: Page 1954, "Continuous inspection schemes".
 */
final class DriftWatch {
  private static final int WINDOW = 256;
  private static final int WARM_UP = 64;
  private static final double ALLOWANCE = 0.5;
  private static final double LIMIT = 30;
  private static final double MOST = 4;

  private long count;
  private double mean;
  private double variance;
  private double excess;

  /** Mean of the losses so far. */
  double usual() {
    return mean;
  }

  /** Is this the loss that makes a drift certain? */
  boolean add(double loss) {
    double spread = Math.sqrt(variance) + 1e-3;
    double z = count < WARM_UP ? 0 : Math.max(-MOST, Math.min(MOST, (loss - mean) / spread));
    excess = Math.max(0, excess + z - ALLOWANCE);
    if (excess > LIMIT) {
      count = 0;
      mean = 0;
      variance = 0;
      excess = 0;
      return true;
    }
    double deviation = count < WARM_UP ? loss - mean : z * spread;
    double share = Math.max(1.0 / (count + 1), 1.0 / WINDOW);
    mean += share * deviation;
    variance = (1 - share) * (variance + share * deviation * deviation);
    count++;
    return false;
  }
}
