package io.thalweg.streams.config;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the bytes of an event are written. */
public enum SourceFormat {
  /**
   * The project's {@code SensorEvent} in Avro's single-object encoding; with a schema registry, any
   * Avro record in its wire format.
   */
  @JsonProperty("avro")
  AVRO,
  /** One JSON object per record; nested values are named by their path, {@code cpu.user}. */
  @JsonProperty("json")
  JSON,
  /** One line of separated values per record, in the order of {@code source.columns}. */
  @JsonProperty("csv")
  CSV
}
