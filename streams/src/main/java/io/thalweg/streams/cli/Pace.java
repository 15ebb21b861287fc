package io.thalweg.streams.cli;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Holds a loop to a number of turns per second; a loop that was held up catches up. */
public final class Pace {
  private static final long SECOND = 1_000_000_000L;

  private final double perSecond;
  private final LongSupplier nanoClock;
  private final long start;

  /** {@code perSecond} infinite: as fast as it goes. */
  public Pace(double perSecond, LongSupplier nanoClock) {
    this.perSecond = perSecond;
    this.nanoClock = nanoClock;
    this.start = nanoClock.getAsLong();
  }

  static Pace max() {
    return new Pace(Double.POSITIVE_INFINITY, System::nanoTime);
  }

  /** Nanoseconds until the turn of this number may begin; not positive: at once. */
  long nanosUntil(long turn) {
    return start + (long) (turn / perSecond * SECOND) - nanoClock.getAsLong();
  }

  /** Returns when the turn of this number may begin, or when interrupted. */
  public void await(long turn) {
    for (long wait = nanosUntil(turn); wait > 0; wait = nanosUntil(turn)) {
      LockSupport.parkNanos(wait);
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    }
  }
}
