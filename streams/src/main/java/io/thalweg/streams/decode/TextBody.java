package io.thalweg.streams.decode;

import io.thalweg.model.text.LineDecoder;
import io.thalweg.schema.AvroDecodingException;
import io.thalweg.schema.TextEvents;
import io.thalweg.streams.config.SourceConfig;
import io.thalweg.streams.config.SourceFormat;
import io.thalweg.streams.registry.SchemaRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text: a {@code TextEvent}, which also says when it was written and may name its entity,
 * and beside those either plain lines or structures that hold a text in one of their fields. The
 * first bytes tell a {@code TextEvent} from all else.
 */
final class TextBody implements GuardedDecoder.Body {
  private final EventAssembly assembly;
  private final TextValues values;
  private final TextEvents events = new TextEvents();
  private final GuardedDecoder.Body others;

  /** One that reads plain lines. */
  TextBody(EventAssembly assembly) {
    this.assembly = assembly;
    values = new TextValues(assembly);
    others = values::take;
  }

  /**
   * One that reads structures.
   *
   * @param source whose only field is the text
   * @param schemas null: structures are JSON, whatever the source's format
   */
  TextBody(SourceConfig source, EventAssembly assembly, @Nullable SchemaRegistry schemas) {
    this.assembly = assembly;
    values = new TextValues(assembly);
    if (source.format() == SourceFormat.AVRO && schemas != null) {
      others = new RegistryAvroDecoder(source, assembly, values, schemas);
    } else {
      JsonDecoder json = new JsonDecoder(source, assembly, values);
      others = value -> readJson(json, value);
    }
  }

  @Override
  public void read(byte[] value) throws Rejection, IOException {
    if (TextEvents.recognises(value)) {
      readEvent(value);
    } else {
      others.read(value);
    }
  }

  private void readEvent(byte[] value) throws Rejection {
    try {
      TextEvents.Message event = events.decode(value);
      assembly.entityIsTheKeys();
      values.take(event.text());
      assembly.timestamp(Timestamps.checked(event.timestampMillis()));
      if (event.entity() != null) {
        assembly.entity(event.entity(), 0, event.entity().length);
      }
    } catch (AvroDecodingException e) {
      throw new Rejection(RejectReason.MALFORMED, String.valueOf(e.getMessage()));
    }
  }

  /** JSON must be UTF-8; where it is not, what is left of it is read, but no name made up of it. */
  private void readJson(JsonDecoder json, byte[] value) throws Rejection, IOException {
    LineDecoder.Line line = TextValues.decode(value);
    boolean repaired = line.replaced() > 0 && line.complete();
    values.replaced(repaired ? line.replaced() : 0);
    json.read(repaired ? line.text().getBytes(StandardCharsets.UTF_8) : value);
    if (repaired) {
      assembly.refuseReplacedEntity();
    }
  }
}
