package io.thalweg.streams.decode;

import java.util.List;
import java.util.Optional;

/**
 * Events that are no records of numbers, but can be described by some: which numbers describe one,
 * and how its bytes become them. What a record's key names is the entity, and its Kafka timestamp
 * the event's time.
 *
 * <p>Immutable and thread-safe; its readers are not.
 */
public interface NumericEvents {

  /** Names of the numbers that describe an event, distinct, at least one: the pipeline's fields. */
  List<String> fields();

  /** A reader for one thread. */
  Reader newReader();

  /** Reads one event after the other; may keep working memory, but nothing of an event. */
  interface Reader {

    /**
     * Reads one event. Whatever it throws rejects the event, too, but says less.
     *
     * @param value the record's bytes, not empty, within {@code source.max.record.bytes}; untouched
     * @param values written, {@code [fields]}: finite, NaN where missing, as they all are before
     * @return why the event cannot be used, for the rejects topic; empty when it can
     */
    Optional<String> read(byte[] value, double[] values);
  }
}
