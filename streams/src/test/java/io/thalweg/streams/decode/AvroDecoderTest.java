package io.thalweg.streams.decode;

import static io.thalweg.streams.decode.Decoding.assertRejected;
import static io.thalweg.streams.decode.Decoding.decoder;
import static io.thalweg.streams.decode.Decoding.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.item.Reading;
import io.thalweg.schema.AvroCodec;
import io.thalweg.schema.SensorEvent;
import io.thalweg.schema.SensorEventWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AvroDecoderTest {
  private static final List<String> NAMES = List.of("c", "a", "b");

  private final EventDecoder decoder = decoder("format: avro, fields: [a, b]");
  private final SensorEventWriter writer = new SensorEventWriter();

  @Test
  void decode_namedValues_areMatchedByName() {
    Reading reading = reading(decoder, event("web-1", 5, NAMES, 3, 1, Double.NaN));
    assertThat(reading.entity()).isEqualTo("web-1");
    assertThat(reading.timestampMillis()).isEqualTo(5);
    assertThat(reading.values()).containsExactly(1, Double.NaN);
    assertThat(reading(decoder, event("x", 5, List.of("b", "a"), 1, 2)).values())
        .containsExactly(2, 1);
  }

  @Test
  void decode_valuesWithoutNames_areInFieldOrder() {
    Reading reading = reading(decoder, event(null, 5, null, 1, 2));
    assertThat(reading.values()).containsExactly(1, 2);
    assertThat(reading.entity()).isEqualTo("key-7");
  }

  @Test
  void decode_recordsAfterEachOther_shareNothing() {
    Reading first = reading(decoder, event(null, 5, null, 1, 2));
    reading(decoder, event(null, 6, null, 3, 4));
    assertThat(first.values()).containsExactly(1, 2);
  }

  @Test
  void decode_badValues_areRejectedForTheRightReason() {
    assertRejected(decoder, event("e", 5, null, 1), RejectReason.WRONG_FIELD_COUNT);
    assertRejected(decoder, event("e", 5, null, 1, 2, 3), RejectReason.WRONG_FIELD_COUNT);
    assertRejected(decoder, event("e", 5, null), RejectReason.WRONG_FIELD_COUNT);
    assertRejected(decoder, namesWithoutValues(), RejectReason.WRONG_FIELD_COUNT);
    assertRejected(
        decoder, event("e", 5, null, Double.NaN, Double.NaN), RejectReason.NO_KNOWN_FIELD);
    assertRejected(decoder, event("e", 5, List.of("x"), 1), RejectReason.NO_KNOWN_FIELD);
    assertRejected(decoder, sentAs(Double.NaN), RejectReason.NOT_A_NUMBER);
    assertRejected(decoder, sentAs(Double.NEGATIVE_INFINITY), RejectReason.INFINITE);
    assertRejected(decoder, event("e", 5, List.of("a", "a"), 1, 2), RejectReason.MALFORMED);
    assertRejected(decoder, event("e", -1, null, 1, 2), RejectReason.BAD_TIMESTAMP);
    assertRejected(decoder, event("e", Long.MAX_VALUE, null, 1, 2), RejectReason.BAD_TIMESTAMP);
    assertRejected(decoder, event(" ", 5, null, 1, 2), RejectReason.BAD_ENTITY);
    assertRejected(decoder, event("e".repeat(257), 5, null, 1, 2), RejectReason.BAD_ENTITY);
  }

  @Test
  void decode_badBytes_areRejectedForTheRightReason() {
    byte[] good = event("e", 5, null, 1, 2);
    assertRejected(decoder, new byte[0], RejectReason.EMPTY);
    assertRejected(decoder, "{\"a\": 1}", RejectReason.MALFORMED);
    assertRejected(decoder, Arrays.copyOf(good, good.length + 1), RejectReason.MALFORMED);
    for (int length = 1; length < good.length; length++) {
      assertRejected(decoder, Arrays.copyOf(good, length), RejectReason.MALFORMED);
    }
    byte[] otherSchema = good.clone();
    otherSchema[5] ^= 1;
    assertRejected(decoder, otherSchema, RejectReason.MALFORMED);
    assertRejected(
        decoder("format: avro, fields: [a, b], max.record.bytes: 64"),
        event("e".repeat(60), 5, null, 1, 2),
        RejectReason.TOO_LARGE);
    assertThat(reading(decoder, good).values()).containsExactly(1, 2);
  }

  private byte[] event(
      @Nullable String entity, long timestamp, @Nullable List<String> names, double... values) {
    return writer.encode(entity, timestamp, values, names);
  }

  /** A value written as NaN rather than left out, which the project's own writer does not do. */
  private static byte[] sentAs(double value) {
    return encode(new SensorEvent("e", Instant.EPOCH, Arrays.asList(value, 1.0), null));
  }

  private static byte[] namesWithoutValues() {
    return encode(new SensorEvent("e", Instant.EPOCH, List.of(1.0), NAMES));
  }

  private static byte[] encode(SensorEvent event) {
    return AvroCodec.of(SensorEvent.class).encode(event);
  }
}
