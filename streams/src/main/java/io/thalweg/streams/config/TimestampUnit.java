package io.thalweg.streams.config;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How an event's timestamp is written. */
public enum TimestampUnit {
  /**
   * ISO-8601 text, or a number whose magnitude tells seconds, milli-, micro- or nanoseconds apart.
   */
  @JsonProperty("auto")
  AUTO,
  /** Seconds since 1970, fractions allowed. */
  @JsonProperty("s")
  SECONDS,
  /** Milliseconds since 1970. */
  @JsonProperty("ms")
  MILLIS,
  /** Microseconds since 1970. */
  @JsonProperty("us")
  MICROS,
  /** Nanoseconds since 1970. */
  @JsonProperty("ns")
  NANOS,
  /** ISO-8601 text; UTC where it names no offset. */
  @JsonProperty("iso")
  ISO
}
