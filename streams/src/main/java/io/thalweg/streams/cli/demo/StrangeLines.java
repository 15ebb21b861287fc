package io.thalweg.streams.cli.demo;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs lines nobody has seen, through the program's own logging, 20 a second: a store that fails.
 * They are many, as errors are: a single new line is not rarer than what a broker logs once a
 * minute, ten of them in a row are. They are made up, so they are captured and not printed ({@link
 * LogCapture#UNPRINTED}): a log file that reports damage which never was would be a lie.
 */
final class StrangeLines implements Disturber {
  private static final Duration BETWEEN = Duration.ofMillis(50);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(5);

  private static final Logger VAULT = logger("BlockVault");
  private static final Logger SALVAGE = logger("SalvageCrew");
  private static final Logger LEDGER = logger("LedgerKeeper");
  private static final Logger WATCH = logger("Watchman");

  private final Clock clock;

  StrangeLines(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Running begin(Duration length) {
    Logging logging = new Logging(clock.instant().truncatedTo(ChronoUnit.MILLIS), length);
    logging.thread.start();
    return logging;
  }

  private static Logger logger(String name) {
    return LoggerFactory.getLogger(LogCapture.UNPRINTED + "." + name);
  }

  private static void log(int line) {
    switch (line % 4) {
      case 0 ->
          VAULT.error(
              "torn page in vault {} while flushing ledger, giving up after {} attempts",
              line,
              3,
              new IOException("checksum does not match, disk surface probably damaged"));
      case 1 -> SALVAGE.warn("quarantined shard {}: mirror unreachable, operator wanted", line);
      case 2 -> LEDGER.error("refusing deposits, ledger {} disagrees with its twin", line);
      default -> WATCH.warn("no heartbeat from vault keeper {}, evacuation recommended", line);
    }
  }

  private static final class Logging implements Running {
    private final Instant onset;
    private final Duration length;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "demo-strange-lines");

    Logging(Instant onset, Duration length) {
      this.onset = onset;
      this.length = length;
      thread.setDaemon(true);
    }

    private void run() {
      try {
        long lines = length.dividedBy(BETWEEN);
        for (int line = 0; line < lines; line++) {
          log(line);
          if (stop.await(BETWEEN.toNanos(), TimeUnit.NANOSECONDS)) {
            return;
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        over.countDown();
      }
    }

    @Override
    public Instant onset() {
      return onset;
    }

    @Override
    public String title() {
      return "logging errors that nobody has seen";
    }

    @Override
    public List<Incident> incidents() {
      return List.of(new Incident("disturbance", onset, LONGEST_DELAY));
    }

    @Override
    public boolean isOver() {
      return over.getCount() == 0;
    }

    @Override
    public List<String> problems() {
      return List.of();
    }

    @Override
    public void close() {
      stop.countDown();
      try {
        over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
