package io.thalweg.streams.cli.demo;

import java.time.Instant;
import java.util.Optional;

/** Something that can be observed over and over. Confined to one thread at a time. */
interface EventSource {

  /**
   * Looks once more. Not every look becomes an event: before the demo sends, it only looks, so that
   * what a first look costs is over by then.
   */
  Observed observe();

  /** Gives back what looking took; called once, after the last look. */
  default void end() {}

  /** What was seen. */
  @FunctionalInterface
  interface Observed {

    /**
     * The event; called at most once, before the next look.
     *
     * @param time the event's
     * @return empty: nothing has happened
     */
    Optional<Event> event(Instant time);
  }

  /**
   * What is sent.
   *
   * @param entity key of the record
   * @param value of the record
   */
  record Event(String entity, byte[] value) {}
}
