package io.thalweg.model.detect;

import io.thalweg.model.detect.TailProbability.Statistic;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The calibration of one entity: a {@link TailCalibrator} for the sum and one for the maximum of
 * its surprises, joined to one p-value {@code min(1, 2 min(p_sum, p_max))}. That is Bonferroni's
 * bound: it holds however the two depend on each other, and costs at most a factor of two, less the
 * more they agree.
 *
 * <p>Test, then train: {@link #assess}, then {@link #observe}. {@value #BYTES} bytes of state.
 * Deterministic, not thread-safe.
 */
public final class SurpriseCalibrator {
  /** Size of the state as {@link #writeTo} writes it. */
  public static final int BYTES = 2 * TailCalibrator.BYTES;

  private final TailCalibrator sum;
  private final TailCalibrator max;

  public SurpriseCalibrator(CalibrationSettings settings) {
    sum = new TailCalibrator(settings);
    max = new TailCalibrator(settings);
  }

  /** The p-value of one event, empty while warming up. */
  public Optional<TailProbability> assess(Surprise surprise) {
    return isWarm() ? Optional.of(probability(surprise, false)) : Optional.empty();
  }

  TailProbability probability(Surprise surprise, boolean pooled) {
    double pSum = sum.pValue(surprise.sum());
    double pMax = max.pValue(surprise.max());
    boolean bySum = pSum <= pMax;
    return new TailProbability(
        Math.min(1, 2 * Math.min(pSum, pMax)),
        bySum ? Statistic.SUM : Statistic.MAX,
        (bySum ? sum : max).effectiveObservations(),
        pooled);
  }

  public void observe(Surprise surprise) {
    sum.observe(surprise.sum());
    max.observe(surprise.max());
  }

  /** Whether both statistics have a p-value. */
  public boolean isWarm() {
    return sum.isWarm() && max.isWarm();
  }

  /**
   * Whether this entity needs no pool: its tails are its own, or it has started anew and thereby
   * shown that what is usual for it has changed.
   */
  boolean standsAlone() {
    return isWarm() && standsAlone(sum) && standsAlone(max);
  }

  private static boolean standsAlone(TailCalibrator calibrator) {
    return calibrator.hasFullTail() || calibrator.restarts() > 0;
  }

  /** Forgets: the past weighs 2^-halvings of what it did. For a changed scorer. */
  public void discount(int halvings) {
    sum.discount(halvings);
    max.discount(halvings);
  }

  /** Appends {@link #BYTES} bytes: the whole state, bit for bit. */
  public void writeTo(ByteBuffer out) {
    sum.writeTo(out);
    max.writeTo(out);
  }

  /** Takes over a state written under the same settings. */
  public void readFrom(ByteBuffer in) {
    sum.readFrom(in);
    max.readFrom(in);
  }
}
