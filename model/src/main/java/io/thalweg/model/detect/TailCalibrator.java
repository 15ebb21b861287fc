package io.thalweg.model.detect;

import java.nio.ByteBuffer;

/**
 * Turns one statistic of one entity (nats, at least 0, larger = more improbable) into a calibrated
 * p-value: the share of this entity's recent events that are at least as surprising.
 *
 * <p><b>Use.</b> Test, then train: {@link #pValue} of an event first, {@link #observe} of it after.
 * There is no p-value before {@code warmup} observations ({@link #isWarm}).
 *
 * <p><b>Algorithm.</b> The bulk is the survival function of a {@link DecayingHistogram}, linear
 * within a bin. From a threshold on (a bin edge with at least 2 % of the weight and at least 50
 * observations above it, so early on the tail begins further down) the tail is the survival at the
 * threshold times a {@link ParetoTail}. Both share the bin edge, so p is continuous there, and it
 * falls monotonically everywhere. One pseudo-observation above everything keeps p from being 0, as
 * the rank p-value of conformal prediction does; the Pareto tail takes it as far down as {@value
 * #SMALLEST}. The tail is refitted every 64 observations; the survival at the threshold is always
 * current.
 *
 * <p><b>An incident must not become normal by lasting.</b> Observations with p below ten times the
 * rate are <i>suspect</i>. The i-th of a run of suspects counts as 1/i^2 of an observation, so that
 * a run of any length counts less than 1.65 observations: the declustering of extreme-value
 * statistics (one cluster is one extreme), with a weight instead of a cut. Isolated extremes, which
 * belong to the distribution, count in full. And no observation counts as larger than the quantile
 * of a tenth of the rate, so that one absurd value does not bend the tail. Dropping suspects
 * altogether would cut the tail at its own estimate and let it shrink from fit to fit; winsorising
 * alone would let 500 events raise the 98 % quantile. When suspects, a run counted as one, have
 * come far more often than they should over some 2,000 events, the tail is what is wrong, and
 * values count as they are. A run fades by 1/16 for each event that is not suspect.
 *
 * <p><b>A changed scorer</b> is followed by the decay. If {@code patience} suspects have come all
 * but unbroken (four in five), the past no longer describes the present: the calibrator starts anew
 * and warms up again. So an incident longer than that becomes normal; shorter ones do not. When the
 * caller knows of a change, {@link #discount} speeds up forgetting: surprises that halve at once
 * take five to seven half-lives to be forgotten without it. While young, a calibrator remembers in
 * proportion to its age (the half-life is a quarter of the observations so far, until that reaches
 * the one set: polynomial forward decay), because a learner's first surprises are large and would
 * deafen it for just as long.
 *
 * <p><b>Cost.</b> {@value #BYTES} bytes; no allocation; observe and pValue together well below 300
 * ns. Deterministic, not thread-safe. NaN and negative values are refused: a missing statistic is
 * not observed. Infinity is the most surprising value.
 */
public final class TailCalibrator {
  /** Size of the state as {@link #writeTo} writes it. */
  public static final int BYTES =
      DecayingHistogram.BYTES
          + ParetoTail.BYTES
          + 3 * Double.BYTES
          + Long.BYTES
          + 4 * Integer.BYTES;

  /** Exceedances a tail is fitted to at least. */
  public static final int MIN_EXCEEDANCES = 50;

  static final double SMALLEST = 1e-300;
  private static final double TAIL_SHARE = 0.02;
  private static final double SUSPECT_FACTOR = 10;
  private static final double CAP_FACTOR = 0.1;
  private static final int REFIT_EVERY = 64;
  // The threshold's place: five octaves of bulk below it, three of tail above.
  private static final int TAIL_SLOT = 160;
  private static final int TAIL_SLOT_SLACK = 32;
  private static final double MIN_HALF_LIFE = 128;
  private static final double AGE_REMEMBERED = 0.25;
  private static final int HEAT_OF_SUSPECT = 16;
  private static final int HEAT_FADING = 256;
  private static final double SCATTER_SPAN = 2_000; // events
  private static final double SCATTER_FACTOR = 4;

  private final CalibrationSettings settings;
  private final DecayingHistogram sketch = new DecayingHistogram();
  private final ParetoTail tail = new ParetoTail();
  private int tailSlot;
  private int tailWeight;
  private double suspectFrom = Double.POSITIVE_INFINITY;
  private double cap = Double.POSITIVE_INFINITY;
  private long observations;
  private int heat;
  private double scattered;
  private int restarts;

  public TailCalibrator(CalibrationSettings settings) {
    this.settings = settings;
  }

  /** Whether there have been enough observations for a p-value. */
  public boolean isWarm() {
    return observations >= settings.warmup();
  }

  /** Whether the tail rests on 50 exceedances of the 98 % quantile (some 2,500 observations). */
  public boolean hasFullTail() {
    return isWarm() && effectiveObservations() * TAIL_SHARE >= MIN_EXCEEDANCES;
  }

  /** Observations since the calibration began or last started anew. */
  public long observations() {
    return observations;
  }

  /** How many observations of full weight the calibration rests on, after decay. */
  public long effectiveObservations() {
    return Math.round(sketch.total() / sketch.unit());
  }

  /** How often the calibration started anew because nothing fitted it any more. */
  public int restarts() {
    return restarts;
  }

  /**
   * The probability of a value at least as large, in (0, 1].
   *
   * @throws IllegalStateException before {@link #isWarm}
   */
  public double pValue(double x) {
    requireStatistic(x);
    if (!isWarm()) {
      throw new IllegalStateException(
          "no p-value before " + settings.warmup() + " observations, so far " + observations);
    }
    double value = Math.abs(x); // -0.0
    int slot = sketch.slotOf(value);
    if (slot >= tailSlot) {
      return Math.max(SMALLEST, survival(tailWeight) * tail.survival(value));
    }
    double lower = sketch.lowerEdge(slot);
    double upper = sketch.lowerEdge(slot + 1);
    double part = Math.min(1, (upper - value) / (upper - lower));
    return survival(sketch.weightFrom(slot + 1) + part * sketch.weight(slot));
  }

  /** Learns one observation; the next {@link #pValue} knows of it. */
  public void observe(double x) {
    requireStatistic(x);
    double value = Math.abs(x);
    boolean suspect = isWarm() && value > suspectFrom;
    double share = suspect ? 1 / square(1 + heat / HEAT_OF_SUSPECT) : 1;
    heat += suspect ? HEAT_OF_SUSPECT : -Math.min(heat, 1 + heat / HEAT_FADING);
    if (heat >= settings.patience() * (long) HEAT_OF_SUSPECT) {
      startAnew();
      share = 1;
    }
    scattered += (suspect ? share : 0) - scattered / SCATTER_SPAN;
    boolean capped = isWarm() && scattered <= SCATTER_FACTOR * (1 + SCATTER_SPAN * suspectRate());
    learn(capped ? Math.min(value, cap) : value, share);
  }

  /** Forgets: what was seen so far weighs 2^-halvings of what it did. For a changed scorer. */
  public void discount(int halvings) {
    for (int i = 0; i < halvings; i++) {
      sketch.halve();
    }
    if (sketch.total() >= MIN_EXCEEDANCES * sketch.unit()) {
      refit();
    } else if (observations > 0) {
      startAnew();
    }
  }

  private void learn(double value, double share) {
    if (observations < REFIT_EVERY) {
      sketch.include(value); // the first value placed the window, and may have been a small one
    }
    sketch.add(value, share);
    observations++;
    if (observations % REFIT_EVERY == 0 || observations == settings.warmup()) {
      refit();
    } else {
      tailWeight = sketch.weightFrom(tailSlot);
    }
  }

  private void refit() {
    double age = Math.max(MIN_HALF_LIFE, observations * AGE_REMEMBERED);
    sketch.halfLife(Math.min(settings.halfLife(), age));
    tailSlot = thresholdSlot();
    if (Math.abs(tailSlot - TAIL_SLOT) > TAIL_SLOT_SLACK) {
      sketch.move(tailSlot, TAIL_SLOT);
      tailSlot = thresholdSlot();
    }
    tailWeight = sketch.weightFrom(tailSlot);
    tail.fit(sketch, tailSlot);
    suspectFrom = quantile(suspectRate());
    cap = quantile(CAP_FACTOR * settings.rate());
  }

  private int thresholdSlot() {
    double weight = Math.max(TAIL_SHARE * sketch.total(), MIN_EXCEEDANCES * sketch.unit());
    int slot = DecayingHistogram.BINS - 1;
    for (int above = sketch.weight(slot); above < weight && slot > 0; ) {
      above += sketch.weight(--slot);
    }
    return slot;
  }

  /** The value whose p-value is p, or the threshold if that lies below it. */
  private double quantile(double p) {
    return tail.quantile(Math.min(1, p / survival(tailWeight)));
  }

  private double survival(double weight) {
    return (weight + sketch.unit()) / (sketch.total() + sketch.unit());
  }

  private double suspectRate() {
    return SUSPECT_FACTOR * settings.rate();
  }

  private void startAnew() {
    restarts++;
    sketch.clear();
    observations = 0;
    heat = 0;
    scattered = 0;
    suspectFrom = Double.POSITIVE_INFINITY;
    cap = Double.POSITIVE_INFINITY;
    tailSlot = 0;
    tailWeight = 0;
  }

  /** Appends {@link #BYTES} bytes: the whole state, bit for bit. */
  public void writeTo(ByteBuffer out) {
    sketch.writeTo(out);
    tail.writeTo(out);
    out.putDouble(suspectFrom).putDouble(cap).putDouble(scattered).putLong(observations);
    out.putInt(tailSlot).putInt(tailWeight).putInt(heat).putInt(restarts);
  }

  /** Takes over a state written under the same settings. */
  public void readFrom(ByteBuffer in) {
    sketch.readFrom(in);
    tail.readFrom(in);
    suspectFrom = in.getDouble();
    cap = in.getDouble();
    scattered = in.getDouble();
    observations = in.getLong();
    tailSlot = in.getInt();
    tailWeight = in.getInt();
    heat = in.getInt();
    restarts = in.getInt();
  }

  private static double square(double v) {
    return v * v;
  }

  private static void requireStatistic(double x) {
    if (!(x >= 0)) {
      throw new IllegalArgumentException("the statistic must be at least 0, but is " + x);
    }
  }
}
