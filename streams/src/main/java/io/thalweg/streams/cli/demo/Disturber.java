package io.thalweg.streams.cli.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Can disturb what the telemetry shows. */
interface Disturber {

  /**
   * Begins at once.
   *
   * @throws IOException when the machine cannot even be asked what it can bear
   */
  Running begin(Duration length) throws IOException;

  /** A disturbance that has begun and ends by itself. Thread-safe. */
  interface Running extends AutoCloseable {

    /** When it began. */
    Instant onset();

    /** Whether it is over and has given back everything it took. */
    boolean isOver();

    /** One sentence for each part that ended early; complete once it is over. */
    List<String> problems();

    /** Ends it early and waits until it is over. */
    @Override
    void close();
  }
}
