package io.thalweg.streams.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/**
 * How long an entity is quiet after an alert, so that one incident is one alert: a time or a number
 * of events.
 */
public sealed interface Cooldown {
  /** Quiet for so long in stream time; zero: every event may alert. */
  record Time(Duration duration) implements Cooldown {
    public Time {
      Check.range("detect.cooldown", duration, Duration.ZERO, Duration.ofDays(365));
    }

    @JsonValue
    @Override
    public String toString() {
      return Durations.format(duration);
    }
  }

  /** Quiet for so many events of the entity. */
  record Events(int count) implements Cooldown {
    public Events {
      Check.range("detect.cooldown", count, 0, 1_000_000_000);
    }

    @JsonValue
    @Override
    public String toString() {
      return Integer.toString(count);
    }
  }

  /** Reads {@code PT1M} or {@code 300}. */
  @JsonCreator
  static Cooldown parse(String text) {
    try {
      return text.startsWith("P")
          ? new Time(Duration.parse(text))
          : new Events(Integer.parseInt(text));
    } catch (DateTimeParseException | NumberFormatException e) {
      throw Check.refused(
          "detect.cooldown", text, "a duration such as PT1M or a whole number of events");
    }
  }
}
