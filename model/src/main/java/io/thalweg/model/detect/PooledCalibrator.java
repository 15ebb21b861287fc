package io.thalweg.model.detect;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The calibration of all entities together, which stands in for an entity that has too few
 * observations of its own.
 *
 * <p>An entity stands alone once 50 of its observations lie over its 98 % quantile (about 2,500
 * events), or if it has started anew after a lasting change: what is usual elsewhere is no longer
 * evidence about it. Until then the pool answers if it has a full tail itself, else the entity if
 * it is warm, else the pool if it is warm, else nobody.
 *
 * <p>Entities of very different level make the pool's distribution wide. It then errs towards few
 * alerts for the quiet and many for the loud ones, until they stand alone.
 *
 * <p>Deterministic given the order of events over all entities. Not thread-safe.
 */
public final class PooledCalibrator {
  /** Size of the state as {@link #writeTo} writes it. */
  public static final int BYTES = SurpriseCalibrator.BYTES;

  private final SurpriseCalibrator pool;

  public PooledCalibrator(CalibrationSettings settings) {
    pool = new SurpriseCalibrator(settings);
  }

  /** The p-value of one event of the entity, empty while neither it nor the pool is warm. */
  public Optional<TailProbability> assess(SurpriseCalibrator own, Surprise surprise) {
    boolean pooled = !own.standsAlone() && (pool.standsAlone() || !own.isWarm());
    if (!pooled) {
      return own.assess(surprise);
    }
    return pool.isWarm()
        ? Optional.of(pool.probability(surprise, own.recentWith(surprise), true))
        : Optional.empty();
  }

  /** Learns one event, for its entity and for the pool. */
  public void observe(SurpriseCalibrator own, Surprise surprise) {
    own.observe(surprise);
    observe(surprise, own.recent());
  }

  /**
   * Learns one event for the pool alone.
   *
   * @param recent its entity's {@link SurpriseCalibrator#recent}, the event included
   */
  public void observe(Surprise surprise, double recent) {
    pool.observe(surprise, recent);
  }

  /** Forgets: the pool's past weighs 2^-halvings of what it did. For a changed scorer. */
  public void discount(int halvings) {
    pool.discount(halvings);
  }

  /** Appends {@link #BYTES} bytes: the pool's whole state, bit for bit. */
  public void writeTo(ByteBuffer out) {
    pool.writeTo(out);
  }

  /** Takes over a state written under the same settings. */
  public void readFrom(ByteBuffer in) {
    pool.readFrom(in);
  }
}
