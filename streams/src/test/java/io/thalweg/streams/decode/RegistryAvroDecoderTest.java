package io.thalweg.streams.decode;

import static io.thalweg.streams.decode.Decoding.assertRejected;
import static io.thalweg.streams.decode.Decoding.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.item.Reading;
import io.thalweg.streams.config.SourceConfig;
import io.thalweg.streams.registry.FakeRegistry;
import io.thalweg.streams.registry.RegistryException;
import io.thalweg.streams.registry.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records of any schema, as a registry's producers write them. */
class RegistryAvroDecoderTest {
  private static final Schema SCHEMA =
      parse(
          """
          {"type": "record", "name": "Sample", "fields": [
            {"name": "note", "type": ["null", "string"], "default": null},
            {"name": "at", "type": ["null", {"type": "long", "logicalType": "timestamp-micros"}]},
            {"name": "host", "type": "string"},
            {"name": "whole", "type": "int"},
            {"name": "long", "type": ["null", "long"]},
            {"name": "tags", "type": {"type": "array", "items": "string"}},
            {"name": "cpu", "type": {"type": "record", "name": "Cpu", "fields": [
              {"name": "user", "type": "float"},
              {"name": "deep", "type": ["null", {"type": "record", "name": "Deep", "fields": [
                {"name": "er", "type": "double"}]}]}]}},
            {"name": "extra", "type": {"type": "map", "values": ["null", "double", "string"]}},
            {"name": "flag", "type": "boolean"},
            {"name": "blob", "type": "bytes"},
            {"name": "again", "type": "Cpu"}]}
          """);
  private static final String SOURCE =
      "format: avro, timestamp: at, entity: host,"
          + " fields: [whole, long, cpu.user, cpu.deep.er, extra.rpm]";

  private final FakeRegistry server = FakeRegistry.start();
  private final SchemaRegistry registry = server.client();
  private final int id = server.add(SCHEMA);
  private final EventDecoder decoder = decoder(SOURCE);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void decode_anyRecord_isReadByPath() {
    Reading reading = reading(decoder, message(sample()));
    assertThat(reading.entity()).isEqualTo("web-1");
    assertThat(reading.timestampMillis()).isEqualTo(1_700_000_000_123L);
    assertThat(reading.values()).containsExactly(7, 1L << 40, 0.5, -2.25, 900);
  }

  @Test
  void decode_nullsAndAbsentKeys_areMissing() {
    GenericRecord record = sample();
    record.put("long", null);
    ((GenericRecord) record.get("cpu")).put("deep", null);
    record.put("extra", Map.of());
    assertThat(reading(decoder, message(record)).values())
        .containsExactly(7, Double.NaN, 0.5, Double.NaN, Double.NaN);
  }

  @Test
  void decode_manyRecordsOfTwoSchemas_askTheRegistryOnceEach() {
    Schema other =
        parse(
            "{\"type\":\"record\",\"name\":\"Other\",\"fields\":[{\"name\":\"host\",\"type\":\"long\"},{\"name\":\"at\",\"type\":\"string\"},{\"name\":\"whole\",\"type\":\"double\"}]}");
    int otherId = server.add(other);
    GenericRecord record =
        new GenericRecordBuilder(other)
            .set("host", 17L)
            .set("at", "2023-11-14T22:13:20Z")
            .set("whole", 1.5)
            .build();
    for (int i = 0; i < 10; i++) {
      reading(decoder, message(sample()));
      Reading reading = reading(decoder, FakeRegistry.message(otherId, record));
      assertThat(reading.entity()).isEqualTo("17");
      assertThat(reading.timestampMillis()).isEqualTo(1_700_000_000_000L);
      assertThat(reading.values()[0]).isEqualTo(1.5);
    }
    assertThat(server.requests()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "date, int, 19675, 1699920000000",
    "timestamp-millis, long, 1700000000123, 1700000000123",
    "local-timestamp-millis, long, 1700000000123, 1700000000123",
    "timestamp-micros, long, 1700000000123456, 1700000000123",
    "timestamp-nanos, long, 1700000000123456789, 1700000000123",
    "unheard-of, long, 1700000000, 1700000000000",
  })
  void decode_logicalTimes_areReadAsTheSchemaSays(
      String logical, String type, long value, long millis) {
    Schema schema =
        parse(
            """
            {"type": "record", "name": "T", "fields": [
              {"name": "at", "type": {"type": "%s", "logicalType": "%s"}},
              {"name": "a", "type": "double"}]}
            """
                .formatted(type, logical));
    Object at = type.equals("int") ? (Object) (int) value : (Object) value;
    GenericRecord record = new GenericRecordBuilder(schema).set("at", at).set("a", 1.0).build();
    EventDecoder timed = decoder("format: avro, timestamp: at, fields: [a]");
    byte[] message = FakeRegistry.message(server.add(schema), record);
    assertThat(reading(timed, message).timestampMillis()).isEqualTo(millis);
  }

  @Test
  void decode_wrongTypes_areRejectedForTheRightReason() {
    byte[] message = message(sample());
    for (String field : List.of("note", "flag", "blob", "tags", "cpu", "host")) {
      RejectReason reason =
          field.equals("note") ? RejectReason.NO_KNOWN_FIELD : RejectReason.NON_NUMERIC;
      assertRejected(decoder("format: avro, fields: [" + field + "]"), message, reason);
    }
    assertRejected(
        decoder("format: avro, entity: flag, fields: [whole]"), message, RejectReason.BAD_ENTITY);
    assertRejected(
        decoder("format: avro, entity: note, fields: [whole]"),
        message,
        RejectReason.MISSING_ENTITY);
    assertRejected(
        decoder("format: avro, timestamp: host, fields: [whole]"),
        message,
        RejectReason.BAD_TIMESTAMP);
    assertRejected(
        decoder("format: avro, fields: [nothing.here]"), message, RejectReason.NO_KNOWN_FIELD);
    GenericRecord record = sample();
    record.put("extra", Map.of("rpm", Double.NaN));
    assertRejected(decoder, message(record), RejectReason.NOT_A_NUMBER);
    record.put("extra", Map.of("rpm", "fast"));
    assertRejected(decoder, message(record), RejectReason.NON_NUMERIC);
  }

  @Test
  void decode_badBytes_areRejectedForTheRightReason() {
    byte[] good = message(sample());
    for (int length = 1; length < good.length; length++) {
      assertRejected(decoder, Arrays.copyOf(good, length), RejectReason.MALFORMED);
    }
    assertRejected(decoder, Arrays.copyOf(good, good.length + 1), RejectReason.MALFORMED);
    assertRejected(decoder, new byte[0], RejectReason.EMPTY);
    assertRejected(decoder, "{\"whole\": 1}", RejectReason.MALFORMED);
    byte[] singleObject = good.clone();
    singleObject[0] = (byte) 0xC3;
    assertRejected(decoder, singleObject, RejectReason.MALFORMED);
    byte[] unknown = good.clone();
    unknown[1] = 1;
    assertRejected(decoder, unknown, RejectReason.UNKNOWN_SCHEMA);
    int noRecord = server.add(Schema.create(Schema.Type.DOUBLE));
    assertRejected(
        decoder, ByteBuffer.allocate(13).putInt(1, noRecord).array(), RejectReason.UNKNOWN_SCHEMA);
    assertThat(reading(decoder, good).values()[0]).isEqualTo(7);
  }

  @Test
  void decode_registryGone_throwsAndRejectsNothing() {
    SchemaRegistry impatient = SchemaRegistry.of(server.config(", retry: PT0S"));
    EventDecoder own = EventDecoder.of(source(SOURCE), "plant", impatient);
    server.failAlways(503);
    byte[] good = message(sample());
    assertThatThrownBy(() -> own.decode(null, good, 0, 0, 0)).isInstanceOf(RegistryException.class);
    server.recover();
    assertThat(reading(own, good).values()[0]).isEqualTo(7);
    server.failAlways(503); // known by now: not asked again
    assertThat(reading(own, good).values()[0]).isEqualTo(7);
  }

  @Test
  void decode_claimsOfMoreThanThereIs_endAtOnce() throws IOException {
    Schema hostile =
        parse(
            """
            {"type": "record", "name": "H", "fields": [
              {"name": "nulls", "type": {"type": "array", "items": "null"}},
              {"name": "empties", "type": {"type": "array", "items":
                {"type": "record", "name": "E", "fields": [{"name": "n", "type": "null"}]}}},
              {"name": "texts", "type": {"type": "array", "items": "string"}},
              {"name": "a", "type": "double"}]}
            """);
    int hostileId = server.add(hostile);
    EventDecoder own = decoder("format: avro, fields: [a]");
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          byte[] nulls =
              raw(
                  hostileId,
                  out -> {
                    out.writeLong(Long.MAX_VALUE);
                    out.writeLong(0);
                    out.writeLong(Long.MAX_VALUE);
                    out.writeLong(0);
                    out.writeLong(0);
                    out.writeDouble(3);
                  });
          assertThat(reading(own, nulls).values()).containsExactly(3);
          for (long length : new long[] {Long.MAX_VALUE, -2, -1, Integer.MAX_VALUE, 1 << 20}) {
            byte[] texts =
                raw(
                    hostileId,
                    out -> {
                      out.writeLong(0);
                      out.writeLong(0);
                      out.writeLong(Long.MAX_VALUE);
                      out.writeLong(length); // a text that steps back would be read for ever
                    });
            assertRejected(own, texts, RejectReason.MALFORMED);
          }
        });
  }

  @Test
  void decode_recursionInSchemaAndRecord_isBounded() throws IOException {
    Schema list =
        parse(
            """
            {"type": "record", "name": "L", "fields": [
              {"name": "a", "type": "double"},
              {"name": "next", "type": ["null", "L"]}]}
            """);
    int listId = server.add(list);
    EventDecoder own = decoder("format: avro, fields: [a, next.a]");
    assertThat(reading(own, chain(listId, 10)).values()).containsExactly(1, 1);
    assertRejected(own, chain(listId, 100_000), RejectReason.MALFORMED);
    Schema itself =
        parse("{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"r\",\"type\":\"R\"}]}");
    assertRejected(own, raw(server.add(itself), out -> out.writeLong(1)), RejectReason.MALFORMED);
  }

  @Test
  void decode_mutatedRecords_neverThrowOrHang() {
    byte[] good = message(sample());
    SplittableRandom random = new SplittableRandom(5);
    int[] events = {0};
    Assertions.assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () -> {
          for (int round = 0; round < 20_000; round++) {
            byte[] bytes = good.clone();
            for (int edits = random.nextInt(1, 4); edits > 0; edits--) {
              bytes[random.nextInt(5, bytes.length)] = (byte) random.nextInt();
            }
            events[0] += decoder.decode(null, bytes, 0, 0, 0) instanceof Decoded.Event ? 1 : 0;
          }
        });
    assertThat(events[0]).isBetween(200, 18_000);
  }

  @Test
  void infer_samples_givesNumericPathsTimeAndEntity() {
    GenericRecord second = sample();
    second.put("extra", Map.of("rpm", 1.0, "name", "x"));
    List<byte[]> samples = List.of(new byte[] {9}, message(sample()), message(second));
    Layout layout = FieldInference.infer(source("format: avro"), samples, registry);
    assertThat(layout.fields())
        .containsExactly(
            "again.deep.er", "again.user", "cpu.deep.er", "cpu.user", "extra.rpm", "long", "whole");
    assertThat(layout.timestamp()).isEqualTo("at");
    assertThat(layout.entity()).isEqualTo("host");
    SourceConfig filled = layout.fillAll(source("format: avro"));
    EventDecoder own = EventDecoder.of(filled, "plant", registry);
    assertThat(reading(own, message(sample())).values())
        .containsExactly(-2.25, 0.5, -2.25, 0.5, 900, 1L << 40, 7);
  }

  @Test
  void infer_recursiveSchema_ends() throws IOException {
    Schema tree =
        parse(
            """
            {"type": "record", "name": "N", "fields": [
              {"name": "a", "type": "double"},
              {"name": "l", "type": ["null", "N"]}, {"name": "r", "type": ["null", "N"]},
              {"name": "m", "type": ["null", "N"]}, {"name": "n", "type": ["null", "N"]}]}
            """);
    byte[] leaf =
        raw(
            server.add(tree),
            out -> {
              out.writeDouble(1);
              out.writeInt(0);
              out.writeInt(0);
              out.writeInt(0);
              out.writeInt(0);
            });
    assertThat(FieldInference.infer(source("format: avro"), List.of(leaf), registry).fields())
        .containsExactly("a");
  }

  private static byte[] chain(int id, int length) throws IOException {
    return raw(
        id,
        out -> {
          for (int i = 0; i < length; i++) {
            out.writeDouble(1);
            out.writeInt(i == length - 1 ? 0 : 1);
          }
        });
  }

  private interface Body {
    void writeTo(BinaryEncoder out) throws IOException;
  }

  private static byte[] raw(int id, Body body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(ByteBuffer.allocate(5).putInt(1, id).array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    body.writeTo(encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private byte[] message(GenericRecord record) {
    return FakeRegistry.message(id, record);
  }

  private static GenericRecord sample() {
    return new GenericRecordBuilder(SCHEMA)
        .set("at", 1_700_000_000_123_456L)
        .set("host", "web-1")
        .set("whole", 7)
        .set("long", 1L << 40)
        .set("tags", List.of("x", "y"))
        .set("cpu", cpu())
        .set("extra", Map.of("rpm", 900.0, "name", "x"))
        .set("flag", true)
        .set("blob", ByteBuffer.wrap(new byte[] {1, 2}))
        .set("again", cpu())
        .build();
  }

  private static GenericRecord cpu() {
    Schema schema = SCHEMA.getField("cpu").schema();
    GenericData.Record deep =
        new GenericData.Record(schema.getField("deep").schema().getTypes().get(1));
    deep.put("er", -2.25);
    return new GenericRecordBuilder(schema).set("user", 0.5f).set("deep", deep).build();
  }

  private EventDecoder decoder(String keys) {
    return EventDecoder.of(source(keys), "plant", registry);
  }

  private static SourceConfig source(String keys) {
    return Decoding.source(keys);
  }

  private static Schema parse(String json) {
    return new Schema.Parser().parse(json);
  }
}
