package io.thalweg.streams.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FutureGuardTest {
  private static final String KEYS =
      "timestamp: ts, timestamp.unit: ms, fields: [a], future: PT10S";

  private final EventDecoder decoder =
      EventDecoder.ofTopic(new SensorModality(), Decoding.source(KEYS), "plant", null);

  private static Decoded decode(EventDecoder decoder, long timestamp, long kafkaTimestamp) {
    byte[] value = "{\"ts\": %d, \"a\": 1}".formatted(timestamp).getBytes(StandardCharsets.UTF_8);
    return decoder.decode(null, value, kafkaTimestamp, 0, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 1000", // at once
    "1000, 900000000", // long ago
    "11000, 1000", // as far as allowed
    "253402300799999, -1" // no Kafka timestamp: not checked
  })
  void decode_notTooFarAhead_isAnEvent(long timestamp, long kafkaTimestamp) {
    assertThat(decode(decoder, timestamp, kafkaTimestamp)).isInstanceOf(Decoded.Event.class);
  }

  @Test
  void decode_tooFarAheadOfTheRecord_isRejected() {
    assertThat(decode(decoder, 11_001, 1_000))
        .isEqualTo(
            new Decoded.Rejected(
                RejectReason.FUTURE,
                "10001 ms ahead of the record's Kafka timestamp, allowed are 10000"));
  }

  @Test
  void decode_farthestFuture_isRejectedByDefault() {
    EventDecoder standard =
        EventDecoder.ofTopic(
            new SensorModality(), Decoding.source("timestamp: ts, fields: [a]"), "plant", null);
    long day = 86_400_000;

    assertThat(decode(standard, 1_700_000_000_000L + day, 1_700_000_000_000L))
        .isInstanceOf(Decoded.Event.class);
    assertThat(decode(standard, 253_402_300_799_999L, 0)).isInstanceOf(Decoded.Rejected.class);
  }

  /** Files hold no Kafka timestamps: a backtest takes their events as they are. */
  @Test
  void decode_fromAFile_isNotChecked() {
    EventDecoder file = EventDecoder.of(Decoding.source(KEYS), "plant");

    assertThat(decode(file, 11_001, 0)).isInstanceOf(Decoded.Event.class);
  }
}
