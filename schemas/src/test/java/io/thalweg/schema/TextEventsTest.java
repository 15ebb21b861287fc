package io.thalweg.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextEventsTest {
  private static final String TEXT = "disk 7: \u00fcber 90 \u00b0C \uD83D\uDE00";

  private final TextEvents texts = new TextEvents();

  @Test
  void decode_encodedText_isThatText() {
    TextEvents.Message read = texts.decode(texts.encode("web-1", 64, TEXT));

    assertThat(read.entity()).asString(StandardCharsets.UTF_8).isEqualTo("web-1");
    assertThat(read.timestampMillis()).isEqualTo(64);
    assertThat(read.text()).asString(StandardCharsets.UTF_8).isEqualTo(TEXT);
  }

  @Test
  void encode_text_givesTheBytesOfTheCodec() {
    AvroCodec<TextEvent> codec = AvroCodec.of(TextEvent.class);

    assertThat(texts.encode("web-1", 1_767_225_600_123L, TEXT))
        .isEqualTo(
            codec.encode(new TextEvent("web-1", Instant.ofEpochMilli(1_767_225_600_123L), TEXT)));
    assertThat(texts.encode(null, -1, ""))
        .isEqualTo(codec.encode(new TextEvent(null, Instant.ofEpochMilli(-1), "")));
  }

  /** Derived by hand from the Avro specification. */
  @Test
  void encode_text_givesTheBytesOfTheSpecification() {
    byte[] message = texts.encode(null, 64, "ab");

    // entity: branch 0; zigzag(64); two bytes of text
    assertThat(HexFormat.of().formatHex(message)).startsWith("c301").endsWith("008001" + "046162");
    assertThat(message).hasSize(10 + 6);
  }

  @Test
  void encode_moreThanCanBeRead_isRefused() {
    String longest = "x".repeat(AvroCodec.MAX_MESSAGE_BYTES);

    assertThatThrownBy(() -> texts.encode(null, 0, longest))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more than the limit of 4194304");
    assertThat(texts.decode(texts.encode(null, 0, "next")).text()).hasSize(4);
  }

  /** What is no UTF-8 comes out as it was sent, so that it can be counted. */
  @Test
  void decode_bytesThatAreNoUtf8_areHandedOutAsTheyAre() {
    byte[] stray = {'a', (byte) 0xff, 'b'};
    byte[] message =
        Messages.of(
            TextEvent.getClassSchema(),
            out -> {
              out.writeIndex(1);
              out.writeBytes(stray);
              out.writeLong(0);
              out.writeBytes(stray);
            });

    assertThat(texts.decode(message).text()).isEqualTo(stray);
    assertThat(texts.decode(message).entity()).isEqualTo(stray);
    assertThat(AvroCodec.of(TextEvent.class).decode(message).getText()).isEqualTo("a\ufffdb");
  }

  @Test
  void recognises_onlyWhatBeginsAsAMessage() {
    assertThat(TextEvents.recognises(texts.encode(null, 0, "x"))).isTrue();
    assertThat(TextEvents.recognises("\u00c3\u0001 line".getBytes(StandardCharsets.UTF_8)))
        .as("characters that look like the header")
        .isFalse();
    assertThat(TextEvents.recognises(new byte[] {(byte) 0xC3})).isFalse();
    assertThat(TextEvents.recognises(new byte[0])).isFalse();
  }

  @Test
  void decode_messageOfAnotherRecord_isRefused() {
    byte[] sensor = AvroCodec.of(SensorEvent.class).encode(Examples.fullSensorEvent());

    assertThatThrownBy(() -> texts.decode(sensor))
        .isInstanceOf(AvroDecodingException.class)
        .hasMessageContaining("no known version of TextEvent");
  }

  /** There is no older version yet: one that has a field more. */
  @Test
  void decode_messageOfAnotherVersion_isResolved() {
    Schema older =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "TextEvent", "namespace": "io.thalweg.schema", "fields": [
                  {"name": "timestamp", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                  {"name": "level", "type": "string", "default": ""},
                  {"name": "text", "type": "string"}]}
                """);
    GenericRecord record = new GenericData.Record(older);
    record.put("timestamp", 64L);
    record.put("level", "warn");
    record.put("text", TEXT);
    byte[] message =
        Messages.of(older, out -> new GenericDatumWriter<GenericRecord>(older).write(record, out));

    TextEvents.Message read =
        new TextEvents(new AvroCodec<>(TextEvent.class, List.of(older))).decode(message);

    assertThat(read.entity()).isNull();
    assertThat(read.timestampMillis()).isEqualTo(64);
    assertThat(read.text()).asString(StandardCharsets.UTF_8).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 60, 1L << 31, Integer.MAX_VALUE - 8L, 1_000_000, -1, Long.MIN_VALUE})
  void decode_claimedText_isRefusedWithoutAllocatingIt(long claimed) {
    byte[] message =
        Messages.of(
            TextEvent.getClassSchema(),
            out -> {
              out.writeIndex(0);
              out.writeLong(0);
              out.writeLong(claimed);
            });

    assertThatThrownBy(() -> texts.decode(message))
        .isInstanceOf(AvroDecodingException.class)
        .hasMessageContaining("claims a string");
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 60, 1L << 31, Integer.MAX_VALUE - 8L, 1_000_000, -1})
  void decode_claimedEntity_isRefusedWithoutAllocatingIt(long claimed) {
    byte[] message =
        Messages.of(
            TextEvent.getClassSchema(),
            out -> {
              out.writeIndex(1);
              out.writeLong(claimed);
            });

    assertThatThrownBy(() -> texts.decode(message))
        .isInstanceOf(AvroDecodingException.class)
        .hasMessageContaining("claims a string");
  }
}
