package io.thalweg.streams.cli.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Can disturb what a demo's events show. */
interface Disturber {

  /**
   * Begins at once.
   *
   * @throws IOException when the machine cannot even be asked what it can bear
   */
  Running begin(Duration length) throws IOException;

  /**
   * Something that must be alerted.
   *
   * @param name stable identifier, {@code lower_case}
   * @param onset no event before this time shows anything of it
   * @param within how late after the onset the event alerted may be
   */
  record Incident(String name, Instant onset, Duration within) {}

  /** A disturbance that has begun and ends by itself. Thread-safe. */
  interface Running extends AutoCloseable {

    /** When it began. */
    Instant onset();

    /** What is being done, as in "making a real disturbance". */
    String title();

    /** What it has done so far that must be alerted, in order of time. */
    List<Incident> incidents();

    /** Whether it is over and has given back everything it took. */
    boolean isOver();

    /** One sentence for each part that ended early; complete once it is over. */
    List<String> problems();

    /** Ends it early and waits until it is over. */
    @Override
    void close();
  }
}
