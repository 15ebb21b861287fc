package io.thalweg.streams.cli.demo;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Growth of counters over a short sliding window.
 *
 * <p>The operating system advances processor time in ticks of 10 ms. Between two readings 50 ms
 * apart one core moves by five ticks, so a rate from neighbours jumps in steps of a fifth of a
 * core; over two readings it is a tenth. A longer window is smoother, but spreads a change over
 * more readings, until none of them looks unusual beside the one before.
 *
 * <p>Memory: the readings inside the window, plus one. Cost: constant per reading. Not thread-safe.
 */
final class CounterWindow {

  /** Not a record: a record of an array would claim to compare by value. */
  private static final class Reading {
    private final long nanos;
    private final double[] counters;

    private Reading(long nanos, double[] counters) {
      this.nanos = nanos;
      this.counters = counters;
    }
  }

  private final long windowNanos;
  private final Deque<Reading> readings = new ArrayDeque<>();

  CounterWindow(Duration window) {
    this.windowNanos = window.toNanos();
  }

  /**
   * Adds a reading and keeps the youngest earlier one that is at least a window old as the base
   * (or, until there is one, the oldest).
   *
   * @param counters kept, not copied
   */
  void add(long nanos, double[] counters) {
    readings.addLast(new Reading(nanos, counters));
    while (readings.size() > 2 && nanos - second().nanos >= windowNanos) {
      readings.removeFirst();
    }
  }

  /**
   * Growth of one counter since the base; NaN when it is missing, was reset, or there is no earlier
   * reading.
   */
  double growth(int counter) {
    if (readings.size() < 2) {
      return Double.NaN;
    }
    double growth = readings.getLast().counters[counter] - readings.getFirst().counters[counter];
    return growth >= 0 ? growth : Double.NaN;
  }

  /** Seconds since the base; 0 when there is none. */
  double seconds() {
    return readings.isEmpty() ? 0 : (readings.getLast().nanos - readings.getFirst().nanos) / 1e9;
  }

  private Reading second() {
    var oldestFirst = readings.iterator();
    oldestFirst.next();
    return oldestFirst.next();
  }
}
