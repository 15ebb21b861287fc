package io.thalweg.model.detect;

/**
 * A calibrated p-value and what it rests on.
 *
 * @param p probability of an event at least as surprising, in (0, 1]
 * @param statistic which of the three statistics was the most improbable one
 * @param observations effective number of observations behind the calibration, after decay
 * @param pooled whether the calibration is that of all entities, for want of enough of this one
 */
public record TailProbability(double p, Statistic statistic, long observations, boolean pooled) {

  /** How the surprises of an event's fields were combined. */
  public enum Statistic {
    /** A little too much in many fields. */
    SUM,
    /** Far too much in one field. */
    MAX,
    /** Too much in many fields for a while, if not in any one event. */
    SUSTAINED
  }

  public TailProbability {
    if (!(p > 0 && p <= 1)) {
      throw new IllegalArgumentException("p must be in (0, 1], but is " + p);
    }
  }
}
