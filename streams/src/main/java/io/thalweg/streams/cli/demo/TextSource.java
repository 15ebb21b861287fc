package io.thalweg.streams.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Lines as events: those of the log as they come, and those of files in turn with them, so many in
 * each observation. One thread at a time; {@link #dropped} from any.
 */
final class TextSource implements EventSource {
  private final LogQueue queue;
  private final Supplier<? extends AutoCloseable> capture;
  private final LineFiles files;
  private final double filesPerLook;
  private final BiConsumer<Instant, LogLine> sent;
  private Optional<AutoCloseable> capturing = Optional.empty();
  private boolean sending;
  private double due;

  /**
   * @param queue what is logged comes from it
   * @param capture begins to fill it
   * @param files may be at their end
   * @param filesPerLook lines of files per observation, at most 1
   * @param sent is told of every line, in the order of the topic
   */
  TextSource(
      LogQueue queue,
      Supplier<? extends AutoCloseable> capture,
      LineFiles files,
      double filesPerLook,
      BiConsumer<Instant, LogLine> sent) {
    this.queue = queue;
    this.capture = capture;
    this.files = files;
    this.filesPerLook = filesPerLook;
    this.sent = sent;
  }

  @Override
  public Observed observe() {
    if (capturing.isEmpty()) {
      capturing = Optional.of(capture.get());
    }
    return this::next;
  }

  private Optional<Event> next(Instant time) {
    if (!sending) {
      queue.clear(); // how a broker starts is not how it goes on
      sending = true;
    }
    Optional<LogLine> line = ofFiles().or(queue::poll);
    line.ifPresent(each -> sent.accept(time, each));
    return line.map(
        each -> new Event(each.component(), each.text().getBytes(StandardCharsets.UTF_8)));
  }

  private Optional<LogLine> ofFiles() {
    due += filesPerLook;
    if (due < 1) {
      return Optional.empty();
    }
    due -= 1;
    return files.next();
  }

  /** Lines of the log that there was no room for since the first was sent. */
  long dropped() {
    return queue.dropped();
  }

  @Override
  public void end() {
    try {
      files.close();
      if (capturing.isPresent()) {
        capturing.get().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException("the logging could not be put back", e);
    }
  }
}
