package io.thalweg.streams.decode;

import io.thalweg.streams.config.TimestampUnit;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Avro's logical types of points in time. Local ones are taken as UTC. */
enum AvroTime {
  DAYS,
  MILLIS,
  MICROS,
  NANOS;

  private static final long DAY_MILLIS = 86_400_000;

  /** The time that the schema declares, by its text: unknown logical types are no error. */
  static @Nullable AvroTime of(Schema schema) {
    String logical = schema.getProp("logicalType");
    return logical == null
        ? null
        : switch (logical) {
          case "date" -> DAYS;
          case "timestamp-millis", "local-timestamp-millis" -> MILLIS;
          case "timestamp-micros", "local-timestamp-micros" -> MICROS;
          case "timestamp-nanos", "local-timestamp-nanos" -> NANOS;
          default -> null;
        };
  }

  long millis(long value) throws Rejection {
    return switch (this) {
      case DAYS -> Timestamps.checked(Math.multiplyExact(value, DAY_MILLIS));
      case MILLIS -> new Timestamps(TimestampUnit.MILLIS).read(value);
      case MICROS -> new Timestamps(TimestampUnit.MICROS).read(value);
      case NANOS -> new Timestamps(TimestampUnit.NANOS).read(value);
    };
  }
}
