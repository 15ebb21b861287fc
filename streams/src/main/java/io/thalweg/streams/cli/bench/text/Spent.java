package io.thalweg.streams.cli.bench.text;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Time of this thread.
 *
 * @param elapsed nanoseconds on the clock
 * @param processor nanoseconds on a processor: what is left where the machine has other work, too
 */
record Spent(long elapsed, long processor) {
  static final Spent NOTHING = new Spent(0, 0);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** As of now; only differences mean anything. */
  static Spent now() {
    return new Spent(System.nanoTime(), THREADS.getCurrentThreadCpuTime());
  }

  Spent plus(Spent more) {
    return new Spent(elapsed + more.elapsed, processor + more.processor);
  }

  Spent minus(Spent less) {
    return new Spent(elapsed - less.elapsed, processor - less.processor);
  }

  /** Characters per second of the clock. */
  double speed(int characters) {
    return characters / (elapsed / 1e9);
  }

  /** Characters per second of a processor. */
  double processorSpeed(int characters) {
    return characters / (processor / 1e9);
  }
}
