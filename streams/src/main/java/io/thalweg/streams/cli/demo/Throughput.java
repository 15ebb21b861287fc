package io.thalweg.streams.cli.demo;

import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a count has grown over the last few seconds. Not thread-safe. */
final class Throughput {
  private static final long WINDOW_NANOS = 5_000_000_000L;
  private static final double NANOS_PER_SECOND = 1e9;

  private record Count(long nanos, long events) {}

  private final Deque<Count> counts = new ArrayDeque<>();

  /** Takes the count at a time, and tells its growth per second; 0 at first. */
  double perSecond(long nanos, long events) {
    counts.addLast(new Count(nanos, events));
    while (counts.size() > 2 && nanos - counts.getFirst().nanos() > WINDOW_NANOS) {
      counts.removeFirst();
    }
    Count oldest = counts.getFirst();
    long span = nanos - oldest.nanos();
    return span <= 0 ? 0 : (events - oldest.events()) * NANOS_PER_SECOND / span;
  }
}
