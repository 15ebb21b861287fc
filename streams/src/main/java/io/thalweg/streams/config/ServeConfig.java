package io.thalweg.streams.config;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How events are served.
 *
 * @param alignment which version scores an event
 * @param embeddings whether one embedding per event is written to the embeddings topic
 */
public record ServeConfig(
    @JsonProperty("alignment") Alignment alignment,
    @JsonProperty("embeddings") boolean embeddings) {

  public static final ServeConfig DEFAULTS = new ServeConfig(Alignment.LATEST, true);
}
