package io.thalweg.streams.cli.backtest;

import java.io.Closeable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Runs tasks in a thread of its own, in the order given, some way behind the thread that gives
 * them: at most about {@code 256 * 16} tasks, then that one waits. Tasks are handed over in
 * batches, since a hand-over costs more than most of them.
 *
 * <p>The first exception of a task comes out of {@link #run} later on, or of {@link #close}; tasks
 * after it may be left out. For one giving thread.
 */
final class Behind implements Closeable {
  private static final int BATCH = 256;
  private static final int MOST_BATCHES = 16;

  private final ExecutorService thread;
  private final ArrayDeque<Future<?>> handedOver = new ArrayDeque<>();
  private List<Runnable> batch = new ArrayList<>(BATCH);

  /**
   * @param name of the thread
   */
  Behind(String name) {
    thread = Threads.single(name);
  }

  void run(Runnable task) {
    batch.add(task);
    if (batch.size() == BATCH) {
      handOver();
    }
  }

  private void handOver() {
    List<Runnable> tasks = batch;
    batch = new ArrayList<>(BATCH);
    handedOver.add(thread.submit(() -> tasks.forEach(Runnable::run)));
    if (handedOver.size() > MOST_BATCHES) {
      Threads.await(handedOver.remove());
    }
  }

  /** Waits for all tasks. None runs any more when this returns, even with an exception. */
  @Override
  public void close() {
    try {
      handOver();
      while (!handedOver.isEmpty()) {
        Threads.await(handedOver.remove());
      }
    } finally {
      Threads.stop(thread);
    }
  }
}
