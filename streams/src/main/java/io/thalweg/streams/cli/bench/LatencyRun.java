package io.thalweg.streams.cli.bench;

import io.thalweg.streams.config.PipelineConfig;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends events at a fixed rate to a running application, and measures when what came of each can be
 * read: by a reader of committed records, who waits for the commit, and by a reader of uncommitted
 * ones. The first third is warm-up.
 */
final class LatencyRun {
  private static final long LOOK_NANOS = Duration.ofMillis(10).toNanos();

  /**
   * What one run gave.
   *
   * @param committed as a consumer of exactly-once output sees it
   * @param uncommitted without the wait for the commit
   */
  record Result(Latency committed, Latency uncommitted) {}

  private final PipelineConfig config;
  private final Subject subject;
  private final int rate;
  private final int seconds;

  LatencyRun(PipelineConfig config, Subject subject, int rate, int seconds) {
    this.config = config;
    this.subject = subject;
    this.rate = rate;
    this.seconds = seconds;
  }

  Result run() {
    int count = rate * seconds;
    try (Application application = Application.of(config, subject)) {
      application.start();
      while (!application.isRunning()) {
        application.throwIfFailed();
        LockSupport.parkNanos(LOOK_NANOS);
      }
      var committed = read("read_committed", count);
      var uncommitted = read("read_uncommitted", count);
      BenchEvents.live(config, count, rate);
      return new Result(committed.join(), uncommitted.join());
    }
  }

  private CompletableFuture<Latency> read(String isolation, int count) {
    LatencyReader reader = new LatencyReader(config, isolation, count, count / 3);
    return CompletableFuture.supplyAsync(reader::read, task -> start(task, isolation));
  }

  private static void start(Runnable task, String name) {
    Thread thread = new Thread(task, "bench-" + name);
    thread.setDaemon(true);
    thread.start();
  }
}
