package io.thalweg.streams.decode;

import io.thalweg.streams.config.TimestampUnit;
import java.nio.charset.StandardCharsets;

/**
 * Reads an event's timestamp: milliseconds since 1970-01-01 UTC, from 1970 to 9999.
 *
 * <p>With {@link TimestampUnit#AUTO} a number is taken for seconds below 1e11, for milliseconds
 * below 1e14, for microseconds below 1e17, else for nanoseconds: each then covers 1973 to 5138, and
 * seconds all years from 1970.
 */
final class Timestamps {
  private static final long LATEST = 253_402_300_799_999L; // 9999-12-31T23:59:59.999Z

  private final TimestampUnit unit;

  Timestamps(TimestampUnit unit) {
    this.unit = unit;
  }

  /** Text of a number or of an ISO-8601 time. */
  long read(byte[] bytes, int from, int to) throws Rejection {
    if (unit != TimestampUnit.ISO) {
      if (isWhole(bytes, from, to)) {
        return read(whole(bytes, from, to));
      }
      double number = Decimal.parse(bytes, from, to);
      if (!Double.isNaN(number)) {
        return read(number);
      }
    }
    if (unit != TimestampUnit.ISO && unit != TimestampUnit.AUTO) {
      throw bad(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }
    long millis = IsoTime.parse(bytes, from, to);
    if (millis < 0 || millis > LATEST) {
      throw bad(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }
    return millis;
  }

  long read(String text) throws Rejection {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return read(bytes, 0, bytes.length);
  }

  long read(long number) throws Rejection {
    if (number < 0 || unit == TimestampUnit.ISO) {
      throw bad(Long.toString(number));
    }
    long millis =
        switch (resolved(number)) {
          case SECONDS -> number > LATEST / 1000 ? Long.MAX_VALUE : number * 1000;
          case MICROS -> number / 1000;
          case NANOS -> number / 1_000_000;
          default -> number;
        };
    return checked(millis, Long.toString(number));
  }

  long read(double number) throws Rejection {
    if (!(number >= 0 && number < 9.2e18) || unit == TimestampUnit.ISO) {
      throw bad(Double.toString(number));
    }
    double millis =
        switch (resolved(number)) {
          case SECONDS -> number * 1e3;
          case MICROS -> number / 1e3;
          case NANOS -> number / 1e6;
          default -> number;
        };
    // Rounded, not cut: 1700000000.123 s times 1000 may be a hair below its millisecond.
    return checked(Math.round(millis), Double.toString(number));
  }

  private TimestampUnit resolved(double number) {
    if (unit != TimestampUnit.AUTO) {
      return unit;
    }
    if (number < 1e11) {
      return TimestampUnit.SECONDS;
    }
    if (number < 1e14) {
      return TimestampUnit.MILLIS;
    }
    return number < 1e17 ? TimestampUnit.MICROS : TimestampUnit.NANOS;
  }

  private static boolean isWhole(byte[] bytes, int from, int to) {
    if (from >= to || to - from > 18) {
      return isNineteenDigits(bytes, from, to);
    }
    return digitsOnly(bytes, from, to);
  }

  /** Nanoseconds of this century have 19 digits and begin with 1: they fit a long. */
  private static boolean isNineteenDigits(byte[] bytes, int from, int to) {
    return to - from == 19 && bytes[from] <= '8' && digitsOnly(bytes, from, to);
  }

  private static boolean digitsOnly(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return false;
      }
    }
    return true;
  }

  private static long whole(byte[] bytes, int from, int to) {
    long number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + (bytes[i] - '0');
    }
    return number;
  }

  /** Checks a timestamp that is in milliseconds already. */
  static long checked(long millis) throws Rejection {
    return checked(millis, Long.toString(millis));
  }

  private static long checked(long millis, String text) throws Rejection {
    if (millis < 0 || millis > LATEST) {
      throw bad(text);
    }
    return millis;
  }

  static Rejection bad(String text) {
    return new Rejection(
        RejectReason.BAD_TIMESTAMP, "'" + text + "' is not a timestamp from 1970 to 9999");
  }
}
