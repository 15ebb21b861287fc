package io.thalweg.streams.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;

/**
 * Bounds on the state that is kept per entity.
 *
 * @param max most entities remembered at once; the longest idle one goes first
 * @param idle an entity without events for so long, in stream time, is forgotten
 */
public record EntitiesConfig(@JsonProperty("max") int max, @JsonProperty("idle") Duration idle) {

  public static final EntitiesConfig DEFAULTS = new EntitiesConfig(10_000, Duration.ofDays(7));

  public EntitiesConfig {
    Check.range("entities.max", max, 1, 10_000_000);
    Check.range("entities.idle", idle, Duration.ofSeconds(1), Duration.ofDays(3650));
  }
}
