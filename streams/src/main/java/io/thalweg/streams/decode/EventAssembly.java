package io.thalweg.streams.decode;

import io.thalweg.model.item.Content;
import io.thalweg.model.item.Reading;
import io.thalweg.streams.config.SourceConfig;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the parts of one event while a decoder finds them, in any order. Reused from record to
 * record; the values handed out in a reading are a fresh array each time.
 */
final class EventAssembly {
  private final List<String> fields;
  private final @Nullable String timestampField;
  private final @Nullable String entityField;
  private final String pipeline;
  private final EntityNames names = new EntityNames();

  private double[] values; // [fields], NaN: missing
  private @Nullable Content content;
  private int present;
  private boolean timed;
  private long timestampMillis;
  private @Nullable String entity;
  private boolean keyed;

  EventAssembly(SourceConfig source, String pipeline) {
    this.fields = source.fields();
    this.timestampField = source.timestamp();
    this.entityField = source.entity();
    this.pipeline = pipeline;
    this.values = new double[fields.size()];
  }

  void begin() {
    values = new double[fields.size()];
    Arrays.fill(values, Double.NaN);
    present = 0;
    content = null;
    timed = false;
    entity = null;
    keyed = false;
  }

  int size() {
    return values.length;
  }

  /** Takes a value that a parser has read as a number; NaN and infinities are refused here. */
  void value(int field, double value) throws Rejection {
    if (Double.isNaN(value)) {
      throw new Rejection(RejectReason.NOT_A_NUMBER, "field '" + fields.get(field) + "' is NaN");
    }
    if (Double.isInfinite(value)) {
      throw new Rejection(
          RejectReason.INFINITE, "field '" + fields.get(field) + "' is infinite or too large");
    }
    values[field] = value;
    present++;
  }

  /** Takes all that an event says, where that is not values of fields. */
  void content(Content whole) {
    content = whole;
  }

  Rejection nonNumeric(int field, String what) {
    return new Rejection(
        RejectReason.NON_NUMERIC,
        "field '" + fields.get(field) + "' is " + what + ", not a number");
  }

  Rejection nonText(int field, String what) {
    return new Rejection(
        RejectReason.NON_TEXT, "field '" + fields.get(field) + "' is " + what + ", not a text");
  }

  void timestamp(long millis) {
    timestampMillis = millis;
    timed = true;
  }

  /** The record is of another kind than those with an entity field: its key does for a name. */
  void entityIsTheKeys() {
    keyed = true;
  }

  /** Takes the entity's name from a field, as UTF-8. */
  void entity(byte[] bytes, int from, int to) throws Rejection {
    if (from < to) {
      entity = names.of(bytes, from, to);
    }
  }

  /** Takes the entity's name from a field. */
  void entity(String name) throws Rejection {
    if (!name.isEmpty()) {
      entity = names.of(name);
    }
  }

  /** To be called of a record in which what is no UTF-8 has been replaced. */
  void refuseReplacedEntity() throws Rejection {
    if (entity != null && entity.indexOf('\uFFFD') >= 0) {
      throw EntityNames.bad("not UTF-8");
    }
  }

  Reading finish(byte @Nullable [] key, long kafkaTimestamp, int partition, long offset)
      throws Rejection {
    if (content != null) {
      return new Reading(entityOr(key), timestampOr(kafkaTimestamp), content, partition, offset);
    }
    if (present == 0) {
      throw new Rejection(
          RejectReason.NO_KNOWN_FIELD,
          fields.size() == 1
              ? "field '" + fields.get(0) + "' has no value"
              : "none of the " + fields.size() + " fields has a value");
    }
    return new Reading(entityOr(key), timestampOr(kafkaTimestamp), values, partition, offset);
  }

  private String entityOr(byte @Nullable [] key) throws Rejection {
    if (entity != null) {
      return entity;
    }
    if (entityField != null && !keyed) {
      throw new Rejection(
          RejectReason.MISSING_ENTITY, "entity field '" + entityField + "' has no value");
    }
    return key == null || key.length == 0 ? pipeline : names.of(key, 0, key.length);
  }

  private long timestampOr(long kafkaTimestamp) throws Rejection {
    if (timed) {
      return timestampMillis;
    }
    if (timestampField != null) {
      throw new Rejection(
          RejectReason.MISSING_TIMESTAMP, "timestamp field '" + timestampField + "' has no value");
    }
    if (kafkaTimestamp < 0) {
      throw new Rejection(RejectReason.MISSING_TIMESTAMP, "the Kafka record has no timestamp");
    }
    return kafkaTimestamp;
  }
}
