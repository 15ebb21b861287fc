package io.thalweg.streams.decode;

import io.thalweg.schema.AvroDecodingException;
import io.thalweg.schema.SensorEventReader;
import io.thalweg.streams.config.SourceConfig;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the project's {@code SensorEvent} in Avro's single-object encoding. It carries its own
 * timestamp and entity, so {@code source.timestamp} and {@code source.entity} mean nothing here.
 * Values with names are matched by name, unknown ones skipped; without names there must be one per
 * field, in order.
 */
final class AvroDecoder implements GuardedDecoder.Body {
  private static final int SKIPPED = -1;

  private final SensorEventReader reader = new SensorEventReader();
  private final EventAssembly assembly;
  private final Map<String, Integer> fieldOf = new HashMap<>();
  private final int fields;

  private @Nullable List<String> mappedNames;
  private int[] mapping = {}; // [names]: a field's index, or SKIPPED

  AvroDecoder(SourceConfig source, EventAssembly assembly) {
    this.assembly = assembly;
    this.fields = source.fields().size();
    for (int field = 0; field < fields; field++) {
      fieldOf.put(source.fields().get(field), field);
    }
  }

  @Override
  public void read(byte[] value) throws Rejection {
    try {
      reader.read(value);
    } catch (AvroDecodingException e) {
      throw new Rejection(RejectReason.MALFORMED, String.valueOf(e.getMessage()));
    }
    assembly.timestamp(Timestamps.checked(reader.timestampMillis()));
    String entity = reader.entity();
    if (entity != null) {
      assembly.entity(entity);
    }
    double[] values = reader.values();
    List<String> names = reader.names();
    if (names == null) {
      take(values);
    } else {
      takeNamed(names, values);
    }
    refuseNan(values);
  }

  private void take(double[] values) throws Rejection {
    if (values.length != fields) {
      throw wrongCount(values.length, fields);
    }
    for (int field = 0; field < fields; field++) {
      takeOne(field, values[field]);
    }
  }

  private void takeNamed(List<String> names, double[] values) throws Rejection {
    if (names.size() != values.length) {
      throw wrongCount(values.length, names.size());
    }
    // The reader hands out the same list as long as the names do not change.
    if (names != mappedNames) {
      mapping = map(names);
      mappedNames = names;
    }
    for (int i = 0; i < values.length; i++) {
      if (mapping[i] != SKIPPED) {
        takeOne(mapping[i], values[i]);
      }
    }
  }

  private int[] map(List<String> names) throws Rejection {
    boolean[] seen = new boolean[fields];
    int[] slots = new int[names.size()];
    Arrays.fill(slots, SKIPPED);
    for (int i = 0; i < slots.length; i++) {
      Integer field = fieldOf.get(names.get(i));
      if (field != null) {
        if (seen[field]) {
          throw new Rejection(RejectReason.MALFORMED, "field '" + names.get(i) + "' comes twice");
        }
        seen[field] = true;
        slots[i] = field;
      }
    }
    return slots;
  }

  private void takeOne(int field, double value) throws Rejection {
    // The reader shows a missing value as NaN, and counts those that were sent as NaN.
    if (!Double.isNaN(value)) {
      assembly.value(field, value);
    }
  }

  private void refuseNan(double[] values) throws Rejection {
    if (reader.nonFinite() == 0) {
      return;
    }
    for (double value : values) {
      if (Double.isInfinite(value)) {
        throw new Rejection(RejectReason.INFINITE, "a value is infinite");
      }
    }
    throw new Rejection(RejectReason.NOT_A_NUMBER, "a value is NaN; a missing one is null");
  }

  private static Rejection wrongCount(int values, int expected) {
    return new Rejection(
        RejectReason.WRONG_FIELD_COUNT,
        "the event has " + values + " values, expected are " + expected);
  }
}
