package io.thalweg.streams.config;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What kind of data the events carry. */
public enum Modality {
  /** Numeric fields measured over time. */
  @JsonProperty("sensor")
  SENSOR
}
