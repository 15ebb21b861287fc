package io.thalweg.streams.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.schema.SensorEventWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the bytes, a decoder answers: with a reading that keeps its promises, or a reason. */
class DecoderFuzzTest {
  private static final int ROUNDS = 60_000;

  enum Case {
    CSV(
        "format: csv, timestamp: ts, entity: e, fields: [a, b], columns: [ts, e, a, b]",
        "2024-02-29T12:30:15.25+02:00,\"web \"\"1\"\"\",-12.5e3,7"
            .getBytes(StandardCharsets.UTF_8)),
    JSON(
        "timestamp: ts, entity: e, fields: [a, b.c]",
        "{\"ts\": 1700000000.5, \"e\": \"w\u00e4b\\u0031\", \"x\": [1, {}], \"a\": -1e3, \"b\": {\"c\": 7}}"
            .getBytes(StandardCharsets.UTF_8)),
    AVRO(
        "format: avro, fields: [a, b]",
        new SensorEventWriter()
            .encode(
                "web",
                1_700_000_000_000L,
                new double[] {1, Double.NaN},
                java.util.List.of("a", "b")));

    private final String keys;
    private final byte[] good;

    Case(String keys, byte[] good) {
      this.keys = keys;
      this.good = good;
    }
  }

  @ParameterizedTest
  @EnumSource
  void decode_mutatedRecords_neverThrowsOrHangs(Case format) {
    EventDecoder decoder = Decoding.decoder(format.keys);
    SplittableRandom random = new SplittableRandom(42);
    Set<RejectReason> reasons = EnumSet.noneOf(RejectReason.class);
    int[] good = {0};
    Assertions.assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () -> {
          for (int round = 0; round < ROUNDS; round++) {
            Decoded decoded = decoder.decode(null, mutated(format.good, random), 0, 0, 0);
            if (decoded instanceof Decoded.Event event) {
              assertSound(event);
              good[0]++;
            } else {
              reasons.add(((Decoded.Rejected) decoded).reason());
            }
          }
        });
    // The mutations are neither all harmless nor all fatal, or this test would show nothing.
    assertThat(good[0]).isBetween(ROUNDS / 100, ROUNDS * 9 / 10);
    assertThat(reasons).contains(RejectReason.MALFORMED).hasSizeGreaterThanOrEqualTo(3);
    assertSound((Decoded.Event) decoder.decode(null, format.good, 0, 0, 0));
  }

  @ParameterizedTest
  @EnumSource
  void decode_randomBytes_neverThrowsOrHangs(Case format) {
    EventDecoder decoder = Decoding.decoder(format.keys);
    SplittableRandom random = new SplittableRandom(43);
    Assertions.assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () -> {
          for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            assertThat(decoder.decode(bytes, bytes, 0, 0, 0)).isNotNull();
          }
        });
  }

  private static void assertSound(Decoded.Event event) {
    assertThat(event.reading().entity()).isNotBlank();
    assertThat(event.reading().timestampMillis()).isBetween(0L, 253_402_300_799_999L);
    double[] values = event.reading().values();
    assertThat(values.length).isEqualTo(2);
    assertThat(Double.isInfinite(values[0]) || Double.isInfinite(values[1])).isFalse();
    assertThat(Double.isNaN(values[0]) && Double.isNaN(values[1])).isFalse();
  }

  private static byte[] mutated(byte[] good, SplittableRandom random) {
    byte[] bytes = good.clone();
    for (int edits = random.nextInt(1, 4); edits > 0 && bytes.length > 0; edits--) {
      bytes = edited(bytes, random);
    }
    return bytes;
  }

  private static byte[] edited(byte[] bytes, SplittableRandom random) {
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(4)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) ",\":{}[]\n-.eN0".charAt(random.nextInt(13));
      case 2 -> {
        return Arrays.copyOf(bytes, at);
      }
      default -> {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
        return longer;
      }
    }
    return bytes;
  }
}
