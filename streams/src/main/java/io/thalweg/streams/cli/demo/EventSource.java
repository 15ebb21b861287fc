package io.thalweg.streams.cli.demo;

import java.time.Instant;

/** Something that can be observed over and over. Confined to one thread at a time. */
interface EventSource {

  /**
   * Looks once more. Not every look becomes an event: before the demo sends, it only looks, so that
   * what a first look costs is over by then.
   */
  Observed observe();

  /** What was seen. */
  @FunctionalInterface
  interface Observed {

    /**
     * The value of the event; called at most once, before the next look.
     *
     * @param time the event's
     */
    byte[] event(Instant time);
  }
}
