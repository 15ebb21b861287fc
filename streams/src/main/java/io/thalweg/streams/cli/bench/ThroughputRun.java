package io.thalweg.streams.cli.bench;

import io.thalweg.streams.config.PipelineConfig;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Runs one application over all records of the events topic, from the beginning to the end, once.
 *
 * <p>The clock starts when the first record has been processed and stops when the last one is
 * committed. The last commit is not waited for up to the commit interval but made at once, by
 * closing the application. Learning folds a segment with the event that completes it (the topic has
 * one partition), so that it is done by then, too.
 */
final class ThroughputRun {
  private static final long LOOK_NANOS = Duration.ofMillis(1).toNanos();
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final PipelineConfig config;
  private final Subject subject;
  private final int records;

  ThroughputRun(PipelineConfig config, Subject subject, int records) {
    this.config = config;
    this.subject = subject;
    this.records = records;
  }

  Throughput run() {
    try (Application application = Application.of(config, subject)) {
      application.start();
      await(application, () -> application.processed() > 0);
      long start = System.nanoTime();
      ThreadUse before = ThreadUse.of(application.threadPrefix());
      await(application, () -> application.processed() >= records);
      ThreadUse use = ThreadUse.of(application.threadPrefix()).minus(before);
      return result(commit(application) - start, use);
    }
  }

  private static long commit(Application application) {
    double before = application.commitNanos();
    Thread closing = new Thread(application::close, "bench-close");
    closing.start();
    // The producer is gone once the application is closed, so this ends either way.
    while (application.commitNanos() == before && closing.isAlive()) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return System.nanoTime();
  }

  private static void await(Application application, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      application.throwIfFailed();
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "not done after %s: %d records processed".formatted(PATIENCE, application.processed()));
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private Throughput result(long nanos, ThreadUse use) {
    double seconds = nanos / 1e9;
    return new Throughput(
        seconds,
        records / seconds,
        use.cpuNanos() / 1e3 / records,
        (double) use.allocatedBytes() / records);
  }
}
