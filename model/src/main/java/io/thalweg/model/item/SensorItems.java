package io.thalweg.model.item;

import io.thalweg.model.spec.Spec;
import java.time.Duration;
import java.util.Set;

/**
 * How the numbers of sensors become items: {@code [levels, changes]}.
 *
 * @param fields the fields of every reading
 * @param counters fields that only count up; their rate per second is learned instead
 * @param grace how far a reading may lie behind its entity's newest and still be taken
 * @param window readings over which the normaliser averages
 */
public record SensorItems(FieldSet fields, Set<String> counters, Duration grace, int window)
    implements ItemSettings {
  /** Readings over which the normaliser averages when nothing else is said. */
  public static final int DEFAULT_WINDOW = 2_000;

  /** Checks that every counter is a field. */
  public SensorItems {
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
  public static SensorItems of(FieldSet fields) {
    return new SensorItems(fields, Set.of(), ItemSettings.DEFAULT_GRACE, DEFAULT_WINDOW);
  }

  @Override
  public SensorItems withFields(FieldSet others, Set<String> otherCounters) {
    return new SensorItems(others, otherCounters, grace, window);
  }

  @Override
  public Spec spec() {
    return READINGS;
  }

  @Override
  public String layout() {
    return Integer.toString(window);
  }

  @Override
  public EntityItems newEntity() {
    return new SensorEntityItems(this);
  }

  @Override
  public int valuesPerEvent() {
    return fields.size();
  }

  /** Level and change of every field. */
  @Override
  public int itemSize() {
    return 2 * fields.size();
  }
}
