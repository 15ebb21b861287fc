package io.thalweg.model.item;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;

/**
 * One entity's way from events to items.
 *
 * <p>Order: events are taken as they arrive. One that is older than the entity's newest by up to
 * the grace is taken in its place of arrival ({@link Arrival#OUT_OF_ORDER}); an older one is late
 * and changes nothing ({@link Arrival#LATE}). Neither is reordered: a learner that waits is a
 * learner that forgets on a crash.
 *
 * <p>Use: {@link #arrive}, and unless it was late {@link #items}, once. Between the two it is what
 * it was before the event. Not thread-safe.
 */
public interface EntityItems {

  /** How an event arrived. */
  enum Arrival {
    /** Not older than the entity's newest. */
    ON_TIME,
    /** Older, within the grace: taken in order of arrival. */
    OUT_OF_ORDER,
    /** Older than the grace allows: not taken. */
    LATE
  }

  /**
   * Takes an event's place in time and, unless it is late, what it says.
   *
   * @throws IllegalArgumentException when its content is not what this takes
   */
  Arrival arrive(Reading reading);

  /**
   * The event that arrived as items; whatever is learned of an entity's scales learns it here.
   *
   * @return {@code [at least 1, itemSize]}, NaN where missing; overwritten by the next call
   */
  float[] items();

  /** Newest event time seen, milliseconds since 1970; {@code Long.MIN_VALUE} before the first. */
  long newestMillis();

  /** Scales of the entity after the items made last. */
  ScalePrior scales();

  /** Starts a new entity with what is typical of others, which counts as so many events. */
  void startFrom(ScalePrior prior, int weight);

  /** Makes this, of which nothing has been seen, the same entity with other fields. */
  void adopt(EntityItems older, FieldMap fields);

  /** Appends the event that arrived last, as it came. */
  void writeInput(StateWriter out);

  /** Takes once more an event that arrived before, late or not; then comes {@link #items}. */
  void replay(StateReader in);

  /** Appends the whole state. */
  void writeTo(StateWriter out);

  /** Replaces the whole state. */
  void readFrom(StateReader in);
}
