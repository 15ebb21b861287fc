package io.thalweg.streams.decode;

import static io.thalweg.streams.decode.Decoding.assertRejected;
import static io.thalweg.streams.decode.Decoding.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.item.Content;
import io.thalweg.model.item.Reading;
import io.thalweg.schema.TextEvents;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.registry.FakeRegistry;
import io.thalweg.streams.registry.SchemaRegistry;
import io.thalweg.streams.topology.Formats;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A text in a field of a record of any schema, as a registry's producers write it. */
class RegistryTextTest {
  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Line", "fields": [
                {"name": "at", "type": {"type": "long", "logicalType": "timestamp-micros"}},
                {"name": "host", "type": "string"},
                {"name": "level", "type": {"type": "enum", "name": "Level",
                  "symbols": ["WARN", "INFO"]}},
                {"name": "tags", "type": {"type": "array", "items": "string"}},
                {"name": "raw", "type": "bytes"},
                {"name": "flag", "type": "boolean"},
                {"name": "count", "type": "long"},
                {"name": "share", "type": "double"},
                {"name": "log", "type": ["null", {"type": "record", "name": "Log", "fields": [
                  {"name": "message", "type": ["null", "string"]}]}]}]}
              """);

  private final FakeRegistry server = FakeRegistry.start();
  private final SchemaRegistry registry = server.client();
  private final int id = server.add(SCHEMA);

  @AfterEach
  void stop() {
    server.close();
  }

  private EventDecoder decoder(String field) {
    PipelineConfig config =
        PipelineConfig.parse(
            """
            pipeline: plant
            modality: {type: text, field: %s}
            source: {topic: t, format: avro, timestamp: at, entity: host}
            registry: {url: "%s"}
            """
                .formatted(field, server.url()));
    return Modalities.of(config)
        .decoder(Formats.of(config).ownFields().orElseThrow(), config.pipeline(), registry);
  }

  private static GenericRecord line(@Nullable String message) {
    GenericRecord log = new GenericData.Record(SCHEMA.getField("log").schema().getTypes().get(1));
    log.put("message", message);
    return new GenericRecordBuilder(SCHEMA)
        .set("at", 1_700_000_000_123_456L)
        .set("host", "web-1")
        .set("level", new GenericData.EnumSymbol(SCHEMA.getField("level").schema(), "WARN"))
        .set("tags", List.of("a", "b"))
        .set("raw", ByteBuffer.wrap(new byte[] {1}))
        .set("flag", true)
        .set("count", 7L)
        .set("share", 0.5)
        .set("log", log)
        .build();
  }

  private byte[] message(GenericRecord record) {
    return FakeRegistry.message(id, record);
  }

  @Test
  void decode_fieldOfAnyRecord_isItsText() {
    Reading reading = reading(decoder("log.message"), message(line("disk 7: \u00fcber ")));

    assertThat(reading.content()).isEqualTo(new Content.Text("disk 7: \u00fcber", 0));
    assertThat(reading.entity()).isEqualTo("web-1");
    assertThat(reading.timestampMillis()).isEqualTo(1_700_000_000_123L);
    assertThat(reading(decoder("level"), message(line("x"))).content())
        .isEqualTo(new Content.Text("WARN", 0));
  }

  @Test
  void decode_textThatIsNoUtf8_isRepairedAndCounted() {
    byte[] message = message(line("a~~b"));
    int at = message.length - 3; // the text ends the record
    message[at] = (byte) 0xff;
    message[at + 1] = (byte) 0xc3;

    assertThat(reading(decoder("log.message"), message).content())
        .isEqualTo(new Content.Text("a\ufffd\ufffdb", 2));
  }

  @ParameterizedTest
  @CsvSource({
    "count, a number",
    "share, a number",
    "flag, a truth value",
    "raw, bytes",
    "tags, an array",
    "log, a record or map",
  })
  void decode_fieldOfAnotherType_isRejectedWithItsReason(String field, String what) {
    Decoded decoded = decoder(field).decode(null, message(line("x")), 0, 0, 0);

    assertThat(decoded)
        .isEqualTo(
            new Decoded.Rejected(
                RejectReason.NON_TEXT, "field '%s' is %s, not a text".formatted(field, what)));
  }

  @Test
  void decode_recordWithoutTheText_isRejected() {
    GenericRecord none = line("x");
    none.put("log", null);

    assertRejected(decoder("log.message"), message(none), RejectReason.NO_KNOWN_FIELD);
    assertRejected(decoder("log.message"), message(line(null)), RejectReason.NO_KNOWN_FIELD);
    assertRejected(decoder("other"), message(line("x")), RejectReason.NO_KNOWN_FIELD);
    assertRejected(decoder("log.message"), "a plain line", RejectReason.MALFORMED);
  }

  /** In single-object encoding no registry is asked: the record says itself what it is. */
  @Test
  void decode_textEvent_isReadAllTheSame() {
    byte[] event = new TextEvents().encode("web-2", 900, "disk 8");

    Reading reading = reading(decoder("log.message"), event);

    assertThat(reading.content()).isEqualTo(new Content.Text("disk 8", 0));
    assertThat(reading.entity()).isEqualTo("web-2");
    assertThat(server.requests()).isEmpty();
  }
}
