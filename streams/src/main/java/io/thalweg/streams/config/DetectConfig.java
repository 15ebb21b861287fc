package io.thalweg.streams.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;

/**
 * When a surprise is an alert.
 *
 * @param rate the share of ordinary events that may alert: alert when the calibrated p-value is
 *     below it
 * @param cooldown how long an entity is quiet after an alert
 * @param warmup events of an entity before it may alert
 */
public record DetectConfig(
    @JsonProperty("rate") double rate,
    @JsonProperty("cooldown") Cooldown cooldown,
    @JsonProperty("warmup") int warmup) {

  public static final DetectConfig DEFAULTS =
      new DetectConfig(1e-4, new Cooldown.Time(Duration.ofMinutes(1)), 200);

  public DetectConfig {
    Check.range("detect.rate", rate, 1e-9, 0.5);
    Check.range("detect.warmup", warmup, 0, 1_000_000_000);
  }
}
