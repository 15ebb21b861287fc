package io.thalweg.streams.decode;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** The events of an {@link EventInput}, one after the other. For one thread. */
public interface FileEvents extends Closeable {

  /** The next event, good or bad; empty after the last. */
  Optional<FileEvent> next() throws IOException;

  /** Share read so far, from 0 to 1; NaN where nobody knows how much there is. */
  double progress();
}
