package io.thalweg.model.item;

import io.thalweg.model.spec.Spec;
import java.time.Duration;
import java.util.Set;

/**
 * How events of a modality become items: what learning and serving share, and the one place where a
 * modality says what its items are. Immutable, thread-safe.
 */
public interface ItemSettings {
  /** How late an event may be when nothing else is said. */
  Duration DEFAULT_GRACE = Duration.ofMinutes(1);

  /** Items made of named numbers: what an architecture has that says nothing of its items. */
  Spec READINGS = Spec.of("readings");

  /** Names of what an event says: the fields of a sensor; of a modality without fields one name. */
  FieldSet fields();

  /** Fields that only count up; their rate per second is learned instead. */
  default Set<String> counters() {
    return Set.of();
  }

  /** How far an event may lie behind its entity's newest and still be taken. */
  Duration grace();

  /** Floats of one item. */
  int itemSize();

  /** Floats of one item once the {@link #newLexicon lexicon} has seen it: what a network takes. */
  default int inputSize() {
    return itemSize();
  }

  /** What turns items into what a network takes. */
  default Lexicon newLexicon() {
    return Lexicon.NONE;
  }

  /** Whether every event is learned in segments of its own, filled up with missing items. */
  default boolean separate() {
    return false;
  }

  /** Values of one event: a sensor's fields, a picture's pixels. */
  default int valuesPerEvent() {
    return itemSize() * itemsPerEvent();
  }

  /** Whether all values have one unit, so that their errors can be added as they are. */
  default boolean hasOneUnit() {
    return false;
  }

  /** Items every event becomes, at least 1; also 1 where each has a number of its own (texts). */
  default int itemsPerEvent() {
    return 1;
  }

  /** What an item is, for the manifest of a version: all that a reader of it must know. */
  Spec spec();

  /** Names all but fields and counters that the bytes of an entity's state depend on. */
  String layout();

  /**
   * The same for other fields, some of them counters.
   *
   * @throws IllegalArgumentException where there is one field that cannot be another
   */
  default ItemSettings withFields(FieldSet others, Set<String> otherCounters) {
    if (!others.equals(fields()) || !otherCounters.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has no fields %s".formatted(fields().names(), others.names()));
    }
    return this;
  }

  /** An entity of which nothing has been seen. */
  EntityItems newEntity();
}
