package io.thalweg.streams.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.streams.config.TimestampUnit;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

  @ParameterizedTest
  @CsvSource({
    "AUTO, 1700000000, 1700000000000",
    "AUTO, 1700000000.123, 1700000000123",
    "AUTO, 1.7e9, 1700000000000",
    "AUTO, 1700000000123, 1700000000123",
    "AUTO, 1700000000123456, 1700000000123",
    "AUTO, 1700000000123456789, 1700000000123",
    "AUTO, 0, 0",
    "SECONDS, 253402300799, 253402300799000",
    "MILLIS, 5, 5",
    "MICROS, 5999, 5",
    "NANOS, 5999999, 5",
    "ISO, 1970-01-01, 0",
    "AUTO, 1970-01-02T00:00, 86400000",
    "AUTO, 2014-04-01 00:05:00, 1396310700000",
    "ISO, 2024-02-29T12:30:15.25Z, 1709209815250",
    "ISO, 2024-02-29T12:30:15.2509999z, 1709209815250",
    "ISO, 2024-02-29T14:30:15.250+02:00, 1709209815250",
    "ISO, 2024-02-29T07:00:15.250-0530, 1709209815250",
    "ISO, 2016-12-31T23:59:60Z, 1483228800000",
    "ISO, 9999-12-31T23:59:59.999Z, 253402300799999"
  })
  void read_text_isMillisSince1970(TimestampUnit unit, String text, long millis) throws Rejection {
    assertThat(new Timestamps(unit).read(text)).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "-1",
        "NaN",
        "1e30",
        "99999999999999999999",
        "2023-02-29",
        "2100-02-29",
        "2024-13-01",
        "2024-00-01",
        "2024-01-32",
        "2024-04-31",
        "2024-1-1",
        "2024-01-01T",
        "2024-01-01T24:00",
        "2024-01-01T12:60",
        "2024-01-01T12:00:61",
        "2024-01-01T12:00:00.",
        "2024-01-01T12:00:00+",
        "2024-01-01T12:00:00+19:00",
        "2024-01-01T12:00Zx",
        "2024-01-01X12:00",
        "1969-12-31T23:59:59Z",
        "01/02/2024",
        "2024-01-01T12:00:00 CET"
      })
  void read_noTimestamp_isRejected(String text) {
    assertThatThrownBy(() -> new Timestamps(TimestampUnit.AUTO).read(text))
        .isInstanceOf(Rejection.class);
  }

  @Test
  void read_anotherNotationThanConfigured_isRejected() {
    assertThatThrownBy(() -> new Timestamps(TimestampUnit.ISO).read("1700000000"))
        .isInstanceOf(Rejection.class);
    assertThatThrownBy(() -> new Timestamps(TimestampUnit.ISO).read(1_700_000_000L))
        .isInstanceOf(Rejection.class);
    assertThatThrownBy(() -> new Timestamps(TimestampUnit.ISO).read(1.7e9))
        .isInstanceOf(Rejection.class);
    assertThatThrownBy(() -> new Timestamps(TimestampUnit.MILLIS).read("2024-01-01"))
        .isInstanceOf(Rejection.class);
    assertThatThrownBy(() -> new Timestamps(TimestampUnit.SECONDS).read(253_402_300_800L))
        .isInstanceOf(Rejection.class);
  }

  @Test
  void read_randomInstants_agreesWithJavaTime() throws Rejection {
    Timestamps timestamps = new Timestamps(TimestampUnit.AUTO);
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 50_000; i++) {
      long millis = random.nextLong(253_402_300_800_000L);
      Instant instant = Instant.ofEpochMilli(millis);
      ZoneOffset offset = ZoneOffset.ofTotalSeconds(random.nextInt(-17 * 60, 17 * 60) * 60);
      String text = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atOffset(offset));
      if (Character.isDigit(text.charAt(0)) && text.charAt(4) == '-') { // the year has four digits
        assertThat(timestamps.read(text)).as(text).isEqualTo(millis);
      }
    }
  }
}
