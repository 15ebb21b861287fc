package io.thalweg.streams.cli.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BehindTest {
  private static final int TASKS = 10_000;
  private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(30);

  @Test
  void close_afterManyTasks_hasRunAllInTheirOrder() {
    List<Integer> ran = new ArrayList<>();
    try (Behind behind = new Behind("test")) {
      IntStream.range(0, TASKS).forEach(i -> behind.run(() -> ran.add(i)));
    }

    assertThat(ran).isEqualTo(IntStream.range(0, TASKS).boxed().toList());
  }

  @Test
  void run_farAheadOfTheTasks_waits() throws Exception {
    CountDownLatch hold = new CountDownLatch(1);
    AtomicInteger given = new AtomicInteger();
    Behind behind = new Behind("test");
    Thread giver =
        new Thread(
            () -> {
              behind.run(() -> awaitQuietly(hold));
              for (; given.get() < TASKS; given.incrementAndGet()) {
                behind.run(() -> {});
              }
            });
    giver.start();
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    while (giver.getState() != Thread.State.WAITING && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }

    assertThat(giver.getState()).isEqualTo(Thread.State.WAITING);
    assertThat(given.get()).isBetween(256, 18 * 256);

    hold.countDown();
    giver.join();
    behind.close();
    assertThat(given.get()).isEqualTo(TASKS);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void close_aTaskFailed_throwsWhatItThrew() {
    UncheckedIOException full = new UncheckedIOException(new IOException("disk full"));
    Behind behind = new Behind("test");
    behind.run(
        () -> {
          throw full;
        });

    assertThatThrownBy(behind::close).isSameAs(full);
  }

  @Test
  void run_longAfterATaskFailed_throwsWhatItThrew() {
    IllegalStateException wrong = new IllegalStateException("wrong");
    Behind behind = new Behind("test");
    behind.run(
        () -> {
          throw wrong;
        });

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < TASKS; i++) {
                behind.run(() -> {});
              }
            })
        .isSameAs(wrong);
  }
}
