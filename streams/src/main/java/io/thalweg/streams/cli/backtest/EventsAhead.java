package io.thalweg.streams.cli.backtest;

import io.thalweg.streams.decode.FileEvent;
import io.thalweg.streams.decode.FileEvents;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * The records of a file in their order, read and decoded in a thread of its own, at most {@code 256
 * * 4} records ahead. For one taking thread.
 */
final class EventsAhead implements Closeable {
  private static final int BATCH = 256;
  private static final int BATCHES = 4;

  private final FileEvents events;
  private final ExecutorService thread = Threads.single("backtest-read");
  private final ArrayDeque<Future<List<FileEvent>>> ahead = new ArrayDeque<>();
  private Iterator<FileEvent> batch = Collections.emptyIterator();
  private boolean ended;

  /**
   * @param events closed with this
   */
  EventsAhead(FileEvents events) {
    this.events = events;
    for (int i = 0; i < BATCHES; i++) {
      ahead.add(thread.submit(this::read));
    }
  }

  private List<FileEvent> read() throws IOException {
    List<FileEvent> read = new ArrayList<>(BATCH);
    Optional<FileEvent> next = events.next();
    while (next.isPresent()) {
      read.add(next.get());
      next = read.size() < BATCH ? events.next() : Optional.empty();
    }
    return read;
  }

  /** The next record; empty at the end of the file. */
  Optional<FileEvent> next() {
    if (!batch.hasNext() && !ended) {
      List<FileEvent> read = Threads.await(ahead.remove());
      ended = read.isEmpty();
      batch = read.iterator();
      ahead.add(thread.submit(this::read));
    }
    return batch.hasNext() ? Optional.of(batch.next()) : Optional.empty();
  }

  @Override
  public void close() throws IOException {
    Threads.stop(thread);
    events.close();
  }
}
