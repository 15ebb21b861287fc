package io.thalweg.streams.config;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which snapshot version scores an event. */
public enum Alignment {
  /** The newest one loaded when the event arrives. */
  @JsonProperty("latest")
  LATEST,
  /**
   * A version decided at record {@code k * publish.every} scores from record {@code (k + 1) *
   * publish.every}: repeatable.
   */
  @JsonProperty("offset")
  OFFSET
}
