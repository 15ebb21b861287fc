package io.thalweg.model.detect;

import io.thalweg.model.detect.TailProbability.Statistic;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The calibration of one entity: a {@link TailCalibrator} each for the sum of its surprises, their
 * maximum, and the recent mean of the sum, joined to one p-value {@code min(1, 3 min(p))}. That is
 * Bonferroni's bound: it holds however the three depend on each other, and costs at most a factor
 * of three, less the more they agree.
 *
 * <p>The recent mean (exponential, over some {@code 1 / }{@value #NEWEST} events) finds what lasts:
 * on a busy machine single events are as surprising as the first of an incident, but not ten of
 * them in a row. It is the EWMA control chart of Roberts 1959, with a calibrated limit.
 *
 * <p>Test, then train: {@link #assess}, then {@link #observe}. {@value #BYTES} bytes of state.
 * Deterministic, not thread-safe.
 */
public final class SurpriseCalibrator {
  /** Size of the state as {@link #writeTo} writes it. */
  public static final int BYTES = 3 * TailCalibrator.BYTES + Double.BYTES;

  /** The newest event's share in the recent mean. */
  static final double NEWEST = 0.1;

  private static final int STATISTICS = 3;

  /** So that an infinite surprise is forgotten. */
  private static final double LARGEST = 1e6;

  private final TailCalibrator sum;
  private final TailCalibrator max;
  private final TailCalibrator sustained;

  /** Recent mean of the sum; rises from 0 while the calibration is far from warm. */
  private double recent;

  public SurpriseCalibrator(CalibrationSettings settings) {
    sum = new TailCalibrator(settings);
    max = new TailCalibrator(settings);
    sustained = new TailCalibrator(settings);
  }

  /** The p-value of one event, empty while warming up. */
  public Optional<TailProbability> assess(Surprise surprise) {
    return isWarm()
        ? Optional.of(probability(surprise, recentWith(surprise), false))
        : Optional.empty();
  }

  /**
   * @param recentSum the entity's recent mean, this event included
   */
  TailProbability probability(Surprise surprise, double recentSum, boolean pooled) {
    double pSum = sum.pValue(surprise.sum());
    double pMax = max.pValue(surprise.max());
    double pSustained = sustained.pValue(recentSum);
    double least = Math.min(pSum, Math.min(pMax, pSustained));
    double p = Math.min(1, STATISTICS * least);
    if (least == pSum) {
      return new TailProbability(p, Statistic.SUM, sum.effectiveObservations(), pooled);
    }
    return least == pMax
        ? new TailProbability(p, Statistic.MAX, max.effectiveObservations(), pooled)
        : new TailProbability(p, Statistic.SUSTAINED, sustained.effectiveObservations(), pooled);
  }

  public void observe(Surprise surprise) {
    recent = recentWith(surprise);
    observe(surprise, recent);
  }

  /** Learns an event of some entity with a recent mean of its own. */
  void observe(Surprise surprise, double recentSum) {
    sum.observe(surprise.sum());
    max.observe(surprise.max());
    sustained.observe(recentSum);
  }

  /** The recent mean of the sum, the last event observed included. */
  public double recent() {
    return recent;
  }

  /** What the recent mean will be when this event has been observed. */
  double recentWith(Surprise surprise) {
    return recent + NEWEST * (Math.min(surprise.sum(), LARGEST) - recent);
  }

  /** Whether all statistics have a p-value. */
  public boolean isWarm() {
    return sum.isWarm() && max.isWarm() && sustained.isWarm();
  }

  /**
   * Whether this entity needs no pool: its tails are its own, or it has started anew and thereby
   * shown that what is usual for it has changed.
   */
  boolean standsAlone() {
    return isWarm() && standsAlone(sum) && standsAlone(max) && standsAlone(sustained);
  }

  private static boolean standsAlone(TailCalibrator calibrator) {
    return calibrator.hasFullTail() || calibrator.restarts() > 0;
  }

  /** Forgets: the past weighs 2^-halvings of what it did. For a changed scorer. */
  public void discount(int halvings) {
    sum.discount(halvings);
    max.discount(halvings);
    sustained.discount(halvings);
  }

  /** Appends {@link #BYTES} bytes: the whole state, bit for bit. */
  public void writeTo(ByteBuffer out) {
    sum.writeTo(out);
    max.writeTo(out);
    sustained.writeTo(out);
    out.putDouble(recent);
  }

  /** Takes over a state written under the same settings. */
  public void readFrom(ByteBuffer in) {
    sum.readFrom(in);
    max.readFrom(in);
    sustained.readFrom(in);
    recent = in.getDouble();
  }
}
