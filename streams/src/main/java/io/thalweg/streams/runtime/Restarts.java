package io.thalweg.streams.runtime;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.LongSupplier;

/**
 * How often stream threads may be replaced: so many times within a time, however long the process
 * has run. Thread-safe.
 */
final class Restarts {
  private final int most;
  private final long withinNanos;
  private final LongSupplier nanoTime;
  private final ArrayDeque<Long> recent = new ArrayDeque<>();

  /**
   * @param nanoTime such as {@link System#nanoTime}
   */
  Restarts(int most, Duration within, LongSupplier nanoTime) {
    this.most = most;
    this.withinNanos = within.toNanos();
    this.nanoTime = nanoTime;
  }

  /** Whether one more is allowed now; if so, it is counted. */
  synchronized boolean allow() {
    long now = nanoTime.getAsLong();
    while (!recent.isEmpty() && now - recent.getFirst() >= withinNanos) {
      recent.removeFirst();
    }
    if (recent.size() >= most) {
      return false;
    }
    recent.addLast(now);
    return true;
  }
}
