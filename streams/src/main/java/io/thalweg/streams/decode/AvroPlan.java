package io.thalweg.streams.decode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How to read the records of one writer's schema: the schema, compiled once into steps that hand
 * the wanted values to a sink and skip all else. No record is built and no class is looked up, so
 * what a schema names (a Java class, for instance) means nothing here.
 *
 * <p>Time is proportional to the record's bytes, whatever the schema: values that take no bytes
 * (null, an empty record) are dropped at compile time, for a few bytes can claim 2^62 of them.
 */
final class AvroPlan {
  /** Reads one value of the schema it was compiled from. */
  @FunctionalInterface
  private interface Step {
    void run(AvroBody body, AvroSink sink) throws IOException, Rejection;
  }

  private static final Step NOTHING = (body, sink) -> {};

  /** A named type while its steps are compiled: recursive schemas refer to it. */
  private static final class Later implements Step {
    private Step step = NOTHING;

    @Override
    public void run(AvroBody body, AvroSink sink) throws IOException, Rejection {
      step.run(body, sink);
    }
  }

  private final Map<Schema, Step> skippers = new IdentityHashMap<>();
  private final Step root;

  private AvroPlan(Schema schema, FieldPaths paths) {
    root = record(schema, paths);
  }

  /**
   * Compiles a schema of a record.
   *
   * @param paths what is wanted of it
   */
  static AvroPlan of(Schema schema, FieldPaths paths) {
    return new AvroPlan(schema, paths);
  }

  /** Reads one record, which must fill the body. */
  void read(AvroBody body, AvroSink sink) throws IOException, Rejection {
    root.run(body, sink);
    if (!body.in().isEnd()) {
      throw new Rejection(
          RejectReason.MALFORMED, "the value has bytes after the end of the record");
    }
  }

  private Step wanted(Schema schema, @Nullable FieldPaths paths) {
    if (paths == null) {
      return skip(schema);
    }
    return switch (schema.getType()) {
      case UNION -> union(schema, paths);
      case RECORD -> paths.hasChildren() ? record(schema, paths) : leaf(schema, paths.slot());
      case MAP -> paths.hasChildren() ? map(schema, paths) : leaf(schema, paths.slot());
      default -> leaf(schema, paths.slot());
    };
  }

  private Step record(Schema schema, FieldPaths paths) {
    List<Step> fields = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      add(fields, wanted(field.schema(), paths.get(field.name())));
    }
    return nested(fields);
  }

  private static void add(List<Step> steps, Step step) {
    if (step != NOTHING) {
      steps.add(step);
    }
  }

  private static Step nested(List<Step> fields) {
    Step[] steps = fields.toArray(new Step[0]);
    return (body, sink) -> {
      body.enter();
      for (Step step : steps) {
        step.run(body, sink);
      }
      body.leave();
    };
  }

  private Step union(Schema schema, FieldPaths paths) {
    return branch(schema.getTypes().stream().map(type -> wanted(type, paths)).toArray(Step[]::new));
  }

  private static Step branch(Step[] branches) {
    return (body, sink) -> {
      int index = body.in().readIndex();
      if (index < 0 || index >= branches.length) {
        throw new IOException("no such branch of a union");
      }
      branches[index].run(body, sink);
    };
  }

  /** Like an object of JSON: its keys are names. */
  private Step map(Schema schema, FieldPaths paths) {
    Schema values = schema.getValueType();
    Step skipped = skip(values);
    Map<FieldPaths, Step> steps = new IdentityHashMap<>();
    return (body, sink) -> {
      body.enter();
      for (long left = body.block(); left > 0; left = body.block()) {
        for (; left > 0; left--) {
          body.readText();
          String key = new String(body.text(), 0, body.textLength(), StandardCharsets.UTF_8);
          FieldPaths path = paths.get(key);
          Step step =
              path == null
                  ? skipped
                  : steps.computeIfAbsent(path, absent -> wanted(values, absent));
          step.run(body, sink);
        }
      }
      body.leave();
    };
  }

  private Step leaf(Schema schema, int slot) {
    if (slot == FieldPaths.NONE) {
      return skip(schema);
    }
    return switch (schema.getType()) {
      case INT -> {
        AvroTime time = AvroTime.of(schema);
        yield (body, sink) -> sink.whole(slot, body.in().readInt(), time);
      }
      case LONG -> {
        AvroTime time = AvroTime.of(schema);
        yield (body, sink) -> sink.whole(slot, body.in().readLong(), time);
      }
      case FLOAT -> (body, sink) -> sink.number(slot, body.in().readFloat());
      case DOUBLE -> (body, sink) -> sink.number(slot, body.in().readDouble());
      case NULL -> (body, sink) -> sink.missing(slot);
      case STRING ->
          (body, sink) -> {
            body.readText();
            sink.text(slot, body.text(), body.textLength());
          };
      case ENUM -> symbol(schema, slot);
      default -> {
        Step skipped = skip(schema);
        String what = described(schema);
        yield (body, sink) -> {
          skipped.run(body, sink);
          sink.other(slot, what);
        };
      }
    };
  }

  private static Step symbol(Schema schema, int slot) {
    byte[][] symbols =
        schema.getEnumSymbols().stream()
            .map(symbol -> symbol.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    return (body, sink) -> {
      int index = body.in().readEnum();
      if (index < 0 || index >= symbols.length) {
        throw new IOException("no such symbol of an enum");
      }
      sink.text(slot, symbols[index], symbols[index].length);
    };
  }

  private static String described(Schema schema) {
    return switch (schema.getType()) {
      case BOOLEAN -> "a truth value";
      case BYTES, FIXED -> "bytes";
      case ARRAY -> "an array";
      default -> "a record or map";
    };
  }

  private Step skip(Schema schema) {
    return switch (schema.getType()) {
      case NULL -> NOTHING;
      case BOOLEAN -> skipFixed(1);
      case FLOAT -> skipFixed(Float.BYTES);
      case DOUBLE -> skipFixed(Double.BYTES);
      case FIXED -> skipFixed(schema.getFixedSize());
      case INT, ENUM -> (body, sink) -> body.in().readInt();
      case LONG -> (body, sink) -> body.in().readLong();
      case STRING, BYTES -> (body, sink) -> body.skipBytes();
      case UNION -> branch(schema.getTypes().stream().map(this::skip).toArray(Step[]::new));
      case ARRAY -> skipBlocks(skip(schema.getElementType()), false);
      case MAP -> skipBlocks(skip(schema.getValueType()), true);
      case RECORD -> skipRecord(schema);
    };
  }

  private static Step skipFixed(int size) {
    return size == 0 ? NOTHING : (body, sink) -> body.in().skipFixed(size);
  }

  private Step skipRecord(Schema schema) {
    Step known = skippers.get(schema);
    if (known != null) {
      return known;
    }
    Later later = new Later();
    skippers.put(schema, later);
    List<Step> fields = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      add(fields, skip(field.schema()));
    }
    later.step = fields.isEmpty() ? NOTHING : nested(fields);
    Step step = fields.isEmpty() ? NOTHING : later;
    skippers.put(schema, step);
    return step;
  }

  /** Items of no bytes are not counted through: their number is only a claim. */
  private static Step skipBlocks(Step item, boolean keys) {
    return (body, sink) -> {
      body.enter();
      for (long left = body.block(); left > 0; left = body.block()) {
        for (; left > 0 && (keys || item != NOTHING); left--) {
          if (keys) {
            body.skipBytes();
          }
          item.run(body, sink);
        }
      }
      body.leave();
    };
  }
}
