package io.thalweg.model.item;

import java.time.Duration;
import java.util.Set;

/**
 * How readings become items.
 *
 * @param fields the fields of every reading
 * @param counters fields that only count up; their rate per second is learned instead
 * @param grace how far a reading may lie behind its entity's newest and still be taken
 * @param window readings over which the normaliser averages
 */
public record ItemSettings(FieldSet fields, Set<String> counters, Duration grace, int window) {
  /** Readings over which the normaliser averages when nothing else is said. */
  public static final int DEFAULT_WINDOW = 2_000;

  /** Default grace. */
  public static final Duration DEFAULT_GRACE = Duration.ofMinutes(1);

  /** Checks that every counter is a field. */
  public ItemSettings {
    counters = Set.copyOf(counters);
    for (String counter : counters) {
      if (!fields.names().contains(counter)) {
        throw new IllegalArgumentException(
            "counter '%s' is not one of the fields %s".formatted(counter, fields.names()));
      }
    }
    if (grace.isNegative()) {
      throw new IllegalArgumentException("grace must not be negative, not " + grace);
    }
  }

  /** Settings with defaults for all but the fields. */
  public static ItemSettings of(FieldSet fields) {
    return new ItemSettings(fields, Set.of(), DEFAULT_GRACE, DEFAULT_WINDOW);
  }

  /** The same for other fields, some of them counters. */
  public ItemSettings withFields(FieldSet others, Set<String> otherCounters) {
    return new ItemSettings(others, otherCounters, grace, window);
  }

  /** Floats of one item: level and change of every field. */
  public int itemSize() {
    return 2 * fields.size();
  }
}
