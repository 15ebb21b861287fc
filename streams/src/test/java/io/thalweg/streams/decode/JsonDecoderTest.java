package io.thalweg.streams.decode;

import static io.thalweg.streams.decode.Decoding.assertRejected;
import static io.thalweg.streams.decode.Decoding.decoder;
import static io.thalweg.streams.decode.Decoding.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.item.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDecoderTest {
  private final EventDecoder decoder =
      decoder("timestamp: meta.ts, entity: host, fields: [cpu.user, cpu, mem]");

  @Test
  void decode_nestedObject_findsThePathsInAnyOrder() {
    Reading reading =
        reading(
            decoder,
            """
            {"mem": 3, "other": [1, {"mem": 9}], "cpu": {"user": 1.25, "idle": "x"},
             "host": "web-1", "meta": {"ts": "2024-01-01T00:00:00Z", "v": null}}
            """);
    assertThat(reading.entity()).isEqualTo("web-1");
    assertThat(reading.timestampMillis()).isEqualTo(1_704_067_200_000L);
    assertThat(reading.values()).containsExactly(1.25, Double.NaN, 3);
  }

  @Test
  void decode_dottedKey_isThePathToo() {
    Reading reading =
        reading(decoder, "{\"cpu.user\": 1, \"cpu\": 2, \"meta.ts\": 5, \"host\": 17}");
    assertThat(reading.values()).containsExactly(1, 2, Double.NaN);
    assertThat(reading.timestampMillis()).isEqualTo(5000);
    assertThat(reading.entity()).isEqualTo("17");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1700000000", "1700000000.0", "1700000000000", "\"1700000000\"", "1.7e9"})
  void decode_timestampNotations_areEqual(String timestamp) {
    Reading reading =
        reading(decoder, "{\"meta\": {\"ts\": " + timestamp + "}, \"host\": \"h\", \"mem\": 1}");
    assertThat(reading.timestampMillis()).isEqualTo(1_700_000_000_000L);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '#',
      value = {
        "\"mem\": \"1\"               # NON_NUMERIC",
        "\"mem\": true                # NON_NUMERIC",
        "\"mem\": [1]                 # NON_NUMERIC",
        "\"mem\": {\"a\": 1}          # NON_NUMERIC",
        "\"mem\": NaN                 # NOT_A_NUMBER",
        "\"mem\": -Infinity           # INFINITE",
        "\"mem\": 1e999               # INFINITE",
        "\"mem\": null                # NO_KNOWN_FIELD",
        "\"memory\": 1                # NO_KNOWN_FIELD",
        "\"mem\": 1, \"mem\": 2       # MALFORMED",
        "\"mem\": 1, \"cpu.user\": 2, \"cpu\": {\"user\": 3} # MALFORMED",
        "\"mem\": 1, \"host\": \"i\"  # MALFORMED",
        "\"mem\": 01                  # MALFORMED",
        "\"mem\": 1,                  # MALFORMED",
        "\"mem\" 1                    # MALFORMED",
        "mem: 1                       # MALFORMED",
        "\"mem\": 'a'                 # MALFORMED"
      })
  void decode_badField_isRejectedForTheRightReason(String fields, RejectReason reason) {
    assertRejected(decoder, "{\"meta\": {\"ts\": 1}, \"host\": \"h\", " + fields + "}", reason);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '#',
      value = {
        "\"host\": \"h\"                                 # MISSING_TIMESTAMP",
        "\"host\": \"h\", \"meta\": {\"ts\": null}       # MISSING_TIMESTAMP",
        "\"host\": \"h\", \"meta\": 5                    # MISSING_TIMESTAMP",
        "\"host\": \"h\", \"meta\": {\"ts\": \"noon\"}   # BAD_TIMESTAMP",
        "\"host\": \"h\", \"meta\": {\"ts\": \"\"}       # BAD_TIMESTAMP",
        "\"host\": \"h\", \"meta\": {\"ts\": -1}         # BAD_TIMESTAMP",
        "\"host\": \"h\", \"meta\": {\"ts\": NaN}        # BAD_TIMESTAMP",
        "\"host\": \"h\", \"meta\": {\"ts\": true}       # BAD_TIMESTAMP",
        "\"host\": \"h\", \"meta\": {\"ts\": [1]}        # BAD_TIMESTAMP",
        "\"host\": \"h\", \"meta\": {\"ts\": 99999999999999999999} # BAD_TIMESTAMP",
        "\"meta\": {\"ts\": 1}                           # MISSING_ENTITY",
        "\"meta\": {\"ts\": 1}, \"host\": null           # MISSING_ENTITY",
        "\"meta\": {\"ts\": 1}, \"host\": \"\"           # MISSING_ENTITY",
        "\"meta\": {\"ts\": 1}, \"host\": \" \"          # BAD_ENTITY",
        "\"meta\": {\"ts\": 1}, \"host\": \"a\\nb\"      # BAD_ENTITY",
        "\"meta\": {\"ts\": 1}, \"host\": 1.5            # BAD_ENTITY",
        "\"meta\": {\"ts\": 1}, \"host\": {}             # BAD_ENTITY"
      })
  void decode_badRole_isRejectedForTheRightReason(String fields, RejectReason reason) {
    assertRejected(decoder, "{\"mem\": 1, " + fields + "}", reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1", "[]", "\"a\"", "null", "{", "}", "{}{}", "{\"mem\":1} x", "\u0000", "<a/>"})
  void decode_anythingButOneObject_isMalformed(String value) {
    assertRejected(decoder("fields: [mem]"), value, RejectReason.MALFORMED);
  }

  @Test
  void decode_nothing_isEmpty() {
    assertRejected(decoder, " \n ", RejectReason.EMPTY);
    assertRejected(decoder, "", RejectReason.EMPTY);
    assertRejected(decoder, "{}", RejectReason.NO_KNOWN_FIELD);
  }

  @Test
  void decode_beyondTheLimits_isMalformed() {
    EventDecoder plain = decoder("fields: [mem], max.record.bytes: 4194304");
    assertThat(reading(plain, nested(62)).values()).containsExactly(1);
    assertRejected(plain, nested(64), RejectReason.MALFORMED);
    String text = "{\"mem\": 1, \"note\": \"%s\"}";
    assertRejected(
        decoder("fields: [note], max.record.bytes: 4194304"),
        text.formatted("x".repeat(1 << 21)),
        RejectReason.NON_NUMERIC);
    assertRejected(plain, "{\"mem\": " + "1".repeat(500) + "}", RejectReason.MALFORMED);
    assertRejected(
        decoder("fields: [mem], max.record.bytes: 64"),
        text.formatted("x".repeat(64)),
        RejectReason.TOO_LARGE);
  }

  private static String nested(int depth) {
    return "{\"mem\": 1, \"deep\": " + "[".repeat(depth) + "]".repeat(depth) + "}";
  }
}
