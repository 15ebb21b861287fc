package io.thalweg.schema;

import java.io.IOException;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@link SensorEvent} messages from primitives: the bytes {@link AvroCodec} would write,
 * without a box per value. Allocates the returned array and, for an entity or names, their UTF-8.
 * Confined to one thread.
 */
public final class SensorEventWriter {
  private final MessageBuffer buffer = new MessageBuffer(SensorEvent.getClassSchema());

  /**
   * Encodes one event.
   *
   * @param entity null when the key of the Kafka record names the entity
   * @param timestampMillis event time, milliseconds since 1970-01-01 UTC
   * @param values the readings, NaN for missing; not modified
   * @param names one name per value, or null when the values are in the pipeline's order
   * @throws IllegalArgumentException when there are names, but not one per value
   */
  public byte[] encode(
      @Nullable String entity,
      long timestampMillis,
      double[] values,
      @Nullable List<String> names) {
    if (names != null && names.size() != values.length) {
      throw new IllegalArgumentException(
          "%d names for %d values".formatted(names.size(), values.length));
    }
    return buffer.message(
        out -> {
          writeEntity(out, entity);
          out.writeLong(timestampMillis);
          writeValues(out, values);
          writeNames(out, names);
        });
  }

  private static void writeEntity(BinaryEncoder out, @Nullable String entity) throws IOException {
    out.writeIndex(entity == null ? 0 : 1);
    if (entity != null) {
      out.writeString(entity);
    }
  }

  private static void writeValues(BinaryEncoder out, double[] values) throws IOException {
    out.writeArrayStart();
    out.setItemCount(values.length);
    for (double value : values) {
      boolean missing = Double.isNaN(value);
      out.writeIndex(missing ? 0 : 1);
      if (!missing) {
        out.writeDouble(value);
      }
    }
    out.writeArrayEnd();
  }

  private static void writeNames(BinaryEncoder out, @Nullable List<String> names)
      throws IOException {
    out.writeIndex(names == null ? 0 : 1);
    if (names == null) {
      return;
    }
    out.writeArrayStart();
    out.setItemCount(names.size());
    for (String name : names) {
      out.writeString(name);
    }
    out.writeArrayEnd();
  }
}
