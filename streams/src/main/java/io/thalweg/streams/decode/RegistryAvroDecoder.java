package io.thalweg.streams.decode;

import io.thalweg.streams.config.SourceConfig;
import io.thalweg.streams.registry.SchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decodes any Avro record whose schema is in a registry. Values are named as in JSON: {@code
 * cpu.user} is field {@code user} of the record, or key {@code user} of the map, in field {@code
 * cpu}. Null is missing; of which type a value must be is for {@link FieldValues} to say; other
 * fields are skipped.
 *
 * <p>A timestamp whose schema has a logical type is read as that says, any other by {@code
 * source.timestamp.unit}. An entity is a string, a symbol of an enum or a whole number.
 */
final class RegistryAvroDecoder implements GuardedDecoder.Body, AvroSink {
  private final EventAssembly assembly;
  private final FieldValues values;
  private final Timestamps timestamps;
  private final AvroPlans plans;
  private final boolean[] seen; // [fields + timestamp + entity]
  private final int timestampSlot;
  private final int entitySlot;

  /** A decoder of numbers. */
  RegistryAvroDecoder(SourceConfig source, EventAssembly assembly, SchemaRegistry schemas) {
    this(source, assembly, new NumberValues(assembly), schemas);
  }

  RegistryAvroDecoder(
      SourceConfig source, EventAssembly assembly, FieldValues values, SchemaRegistry schemas) {
    this.assembly = assembly;
    this.values = values;
    this.timestamps = new Timestamps(source.timestampUnit());
    int fields = source.fields().size();
    timestampSlot = fields;
    entitySlot = fields + 1;
    seen = new boolean[fields + 2];
    plans = new AvroPlans(schemas, JsonPaths.of(source));
  }

  @Override
  public void read(byte[] value) throws Rejection {
    Arrays.fill(seen, false);
    plans.read(value, this);
  }

  @Override
  public void whole(int slot, long value, @Nullable AvroTime time) throws Rejection {
    take(slot);
    if (slot == timestampSlot) {
      assembly.timestamp(time == null ? timestamps.read(value) : time.millis(value));
    } else if (slot == entitySlot) {
      assembly.entity(Long.toString(value));
    } else {
      values.number(slot, value);
    }
  }

  @Override
  public void number(int slot, double value) throws Rejection {
    take(slot);
    if (slot == timestampSlot) {
      assembly.timestamp(timestamps.read(value));
    } else if (slot == entitySlot) {
      throw badEntity();
    } else {
      values.number(slot, value);
    }
  }

  @Override
  public void text(int slot, byte[] bytes, int length) throws Rejection {
    take(slot);
    if (slot == timestampSlot) {
      String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
      assembly.timestamp(timestamps.read(text.strip()));
    } else if (slot == entitySlot) {
      assembly.entity(bytes, 0, length);
    } else {
      values.text(slot, bytes, length);
    }
  }

  @Override
  public void missing(int slot) throws Rejection {
    take(slot);
  }

  @Override
  public void other(int slot, String what) throws Rejection {
    if (slot == timestampSlot) {
      throw Timestamps.bad(what);
    }
    if (slot == entitySlot) {
      throw badEntity();
    }
    values.other(slot, what);
  }

  /** A map can hold a key twice, and {@code a.b} beside {@code b} in {@code a}. */
  private void take(int slot) throws Rejection {
    if (seen[slot]) {
      throw new Rejection(RejectReason.MALFORMED, "a field of the pipeline comes twice");
    }
    seen[slot] = true;
  }

  private static Rejection badEntity() {
    return new Rejection(
        RejectReason.BAD_ENTITY, "the entity's name is neither a text nor a whole number");
  }
}
