package io.thalweg.streams.decode;

import io.thalweg.streams.config.SourceConfig;
import java.io.IOException;

/** Events that lie in files, and can be read from the first on any number of times. */
public interface EventInput {

  /** Format and complete layout with which the events are decoded. */
  SourceConfig source();

  /** Counts the events, good and bad, without decoding them. */
  long count() throws IOException;

  /**
   * Reads the events from the start.
   *
   * @param pipeline the entity of events that name none
   */
  FileEvents open(String pipeline) throws IOException;
}
