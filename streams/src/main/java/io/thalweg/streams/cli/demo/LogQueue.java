package io.thalweg.streams.cli.demo;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.core.LogEvent;

/**
 * Log lines between those who log them and the one who sends them. What there is no room for is
 * dropped and counted: who logs never waits.
 *
 * <p>Of each logger only the first {@value #PER_SECOND} lines of a second are taken. A line that is
 * sent makes lines itself, in the broker and in both applications, and these would make more: this
 * bounds their number, however many are sent, so the stream cannot feed itself. It also lets the
 * few lines of rare loggers through beside the thousands of those that speak for every record.
 * Thread-safe.
 */
final class LogQueue {
  static final int PER_SECOND = 2;

  private static final int CAPACITY = 512;

  private final ArrayBlockingQueue<LogLine> lines = new ArrayBlockingQueue<>(CAPACITY);
  private final ConcurrentHashMap<String, Second> seconds = new ConcurrentHashMap<>();
  private final AtomicLong dropped = new AtomicLong();

  /** Lines of a logger in one second. */
  private record Second(long second, int lines) {
    static Second next(Second before, long now) {
      return before == null || before.second != now
          ? new Second(now, 1)
          : new Second(now, before.lines + 1);
    }
  }

  /** Takes what was logged, if its logger may still speak and there is room; never waits. */
  void offer(LogEvent event) {
    long now = event.getTimeMillis() / 1000;
    Second second =
        seconds.compute(event.getLoggerName(), (name, before) -> Second.next(before, now));
    if (second.lines() <= PER_SECOND) {
      offerAll(event);
    }
  }

  /** Takes a line however often its logger has spoken, if there is room. */
  void offerAll(LogEvent event) {
    if (!lines.offer(LogLine.of(event))) {
      dropped.incrementAndGet();
    }
  }

  /** The oldest line, if there is one. */
  Optional<LogLine> poll() {
    return Optional.ofNullable(lines.poll());
  }

  /** Forgets what is waiting, and what has been dropped. */
  void clear() {
    lines.clear();
    dropped.set(0);
  }

  /** Lines there was no room for. */
  long dropped() {
    return dropped.get();
  }
}
