package io.thalweg.streams.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.thalweg.streams.config.SourceConfig;
import java.io.IOException;
import java.util.Arrays;

/**
 * Decodes one JSON object. Nested values are named by their path; {@code null} and an absent key
 * are missing; of which type a value must be is for {@link FieldValues} to say; a key of the
 * pipeline that comes twice makes the record MALFORMED; other keys are skipped.
 *
 * <p>Streaming: no tree is built. At most 64 levels, 1 MiB per text, 4 MiB in all.
 */
final class JsonDecoder implements GuardedDecoder.Body {
  private final JsonPaths root;
  private final EventAssembly assembly;
  private final FieldValues values;
  private final Timestamps timestamps;
  private final boolean[] seen; // [fields + timestamp + entity]
  private final int timestampSlot;
  private final int entitySlot;

  /** A decoder of numbers. */
  JsonDecoder(SourceConfig source, EventAssembly assembly) {
    this(source, assembly, new NumberValues(assembly));
  }

  JsonDecoder(SourceConfig source, EventAssembly assembly, FieldValues values) {
    this.assembly = assembly;
    this.values = values;
    this.timestamps = new Timestamps(source.timestampUnit());
    int fields = source.fields().size();
    root = JsonPaths.of(source);
    timestampSlot = fields;
    entitySlot = fields + 1;
    seen = new boolean[fields + 2];
  }

  @Override
  public void read(byte[] value) throws Rejection, IOException {
    Arrays.fill(seen, false);
    try (JsonParser parser = Json.FACTORY.createParser(value)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new Rejection(RejectReason.EMPTY, "the value is blank");
      }
      if (first != JsonToken.START_OBJECT) {
        throw new Rejection(RejectReason.MALFORMED, "the value is JSON, but not an object");
      }
      object(parser, root);
      if (parser.nextToken() != null) {
        throw new Rejection(RejectReason.MALFORMED, "there is something behind the object");
      }
    } catch (JsonProcessingException e) {
      throw new Rejection(RejectReason.MALFORMED, describe(e));
    }
  }

  private void object(JsonParser parser, JsonPaths paths) throws Rejection, IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      JsonPaths path = paths.get(name);
      if (path == null) {
        parser.skipChildren();
      } else if (token == JsonToken.START_OBJECT && path.hasChildren()) {
        object(parser, path);
      } else if (path.slot() == FieldPaths.NONE) {
        parser.skipChildren();
      } else {
        leaf(parser, token, path.slot(), name);
      }
    }
  }

  private void leaf(JsonParser parser, JsonToken token, int slot, String name)
      throws Rejection, IOException {
    if (seen[slot]) {
      throw new Rejection(RejectReason.MALFORMED, "key '" + name + "' comes twice");
    }
    seen[slot] = true;
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    if (slot == timestampSlot) {
      assembly.timestamp(timestamp(parser, token));
    } else if (slot == entitySlot) {
      entity(parser, token);
    } else {
      value(parser, token, slot);
    }
  }

  private void value(JsonParser parser, JsonToken token, int field) throws Rejection, IOException {
    switch (token) {
      case VALUE_NUMBER_FLOAT, VALUE_NUMBER_INT -> values.number(field, parser.getDoubleValue());
      case VALUE_STRING -> values.text(field, parser);
      case VALUE_TRUE, VALUE_FALSE -> values.other(field, "a truth value");
      default -> values.other(field, "an object or array");
    }
  }

  private long timestamp(JsonParser parser, JsonToken token) throws Rejection, IOException {
    return switch (token) {
      case VALUE_STRING -> timestamps.read(parser.getText().strip());
      case VALUE_NUMBER_FLOAT -> timestamps.read(parser.getDoubleValue());
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? timestamps.read(parser.getDoubleValue())
              : timestamps.read(parser.getLongValue());
      default -> throw Timestamps.bad(token.name());
    };
  }

  private void entity(JsonParser parser, JsonToken token) throws Rejection, IOException {
    if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NUMBER_INT) {
      throw new Rejection(
          RejectReason.BAD_ENTITY, "the entity's name is neither a text nor a whole number");
    }
    assembly.entity(parser.getText());
  }

  @SuppressWarnings("ConstantConditions") // getLocation() may be null, whatever it declares
  private static String describe(JsonProcessingException e) {
    String place = e.getLocation() == null ? "" : " at byte " + e.getLocation().getByteOffset();
    return "not valid JSON" + place;
  }
}
