package io.thalweg.streams.decode;

import static io.thalweg.streams.decode.Decoding.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.item.Reading;
import io.thalweg.streams.config.SourceConfig;
import io.thalweg.streams.config.TimestampUnit;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventEncoderTest {
  private static final Reading READING =
      new Reading("a \"b\", c", 1_700_000_000_123L, new double[] {-0.1, Double.NaN, 1e300}, 3, 99);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "format: avro, fields: [x, y.z, w]",
        "format: json, timestamp: ts, entity: meta.host, fields: [x, y.z, w]",
        "format: csv, timestamp: ts, entity: h, fields: [x, y.z, w], columns: [w, h, skipped, x, ts, y.z]",
      })
  void encode_decodedAgain_isTheSameReading(String keys) {
    assertRoundTrip(source(keys));
  }

  @ParameterizedTest
  @EnumSource
  void encode_everyTimestampUnit_decodesToTheSameTime(TimestampUnit unit) {
    String word =
        switch (unit) {
          case AUTO -> "auto";
          case SECONDS -> "s";
          case MILLIS -> "ms";
          case MICROS -> "us";
          case NANOS -> "ns";
          case ISO -> "iso";
        };
    String keys = "timestamp: ts, timestamp.unit: " + word + ", entity: h, fields: [x, y, z]";
    assertRoundTrip(source("format: json, " + keys));
    assertRoundTrip(source("format: csv, columns: [ts, h, x, y, z], " + keys));
  }

  @Test
  void encode_json_isReadable() {
    SourceConfig source = source("timestamp: ts, entity: h, fields: [x, y.z, w]");
    assertThat(new EventEncoder(source).encode(READING))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(
            "{\"ts\":\"2023-11-14T22:13:20.123Z\",\"h\":\"a \\\"b\\\", c\",\"x\":-0.1,\"w\":1.0E300}");
  }

  private static void assertRoundTrip(SourceConfig source) {
    byte[] bytes = new EventEncoder(source).encode(READING);
    Decoded decoded = EventDecoder.of(source, "plant").decode(null, bytes, 0, 3, 99);
    assertThat(decoded).isInstanceOf(Decoded.Event.class);
    Reading again = ((Decoded.Event) decoded).reading();
    assertThat(again.entity()).isEqualTo(READING.entity());
    assertThat(again.timestampMillis()).isEqualTo(READING.timestampMillis());
    assertThat(again.values()).containsExactly(READING.values());
  }
}
