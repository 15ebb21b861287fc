package io.thalweg.streams.decode;

import java.nio.charset.StandardCharsets;

/**
 * Reads a decimal number from ASCII bytes: {@code -12.5e3}. Exactly {@link Double#parseDouble}'s
 * result, without making a string in the usual case: where the digits fit 53 bits and the power of
 * ten is at most 22, both are exact doubles and one multiplication or division rounds once
 * (Clinger, "How to read floating point numbers accurately", PLDI 1990).
 */
final class Decimal {
  private static final long EXACT = 1L << 53;
  private static final int MOST_DIGITS = 18; // of a long, without a look at overflow
  private static final int LARGEST_EXPONENT = 99_999;
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private Decimal() {}

  /**
   * The number in [from, to), infinite when too large for a double; NaN when the bytes are not a
   * decimal number.
   */
  static double parse(byte[] bytes, int from, int to) {
    int at = from;
    boolean negative = at < to && bytes[at] == '-';
    if (at < to && (bytes[at] == '-' || bytes[at] == '+')) {
      at++;
    }
    long mantissa = 0;
    int digits = 0; // significant ones
    int anyDigits = 0;
    int scale = 0;
    boolean fraction = false;
    for (; at < to; at++) {
      int digit = bytes[at] - '0';
      if (digit >= 0 && digit <= 9) {
        anyDigits++;
        digits += digits > 0 || digit > 0 ? 1 : 0;
        mantissa = digits <= MOST_DIGITS ? mantissa * 10 + digit : mantissa;
        scale -= fraction ? 1 : 0;
      } else if (bytes[at] == '.' && !fraction) {
        fraction = true;
      } else {
        break;
      }
    }
    if (anyDigits == 0) {
      return Double.NaN;
    }
    if (at < to) {
      int exponent = exponent(bytes, at, to);
      if (exponent > LARGEST_EXPONENT) {
        return Double.NaN;
      }
      scale += exponent;
    }
    if (digits > MOST_DIGITS || mantissa > EXACT || scale > 22 || scale < -22) {
      return Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
    }
    double value = scale < 0 ? mantissa / POWERS[-scale] : mantissa * POWERS[scale];
    return negative ? -value : value;
  }

  /** The exponent behind 'e', saturated at +-99,999; more than that: there is none. */
  private static int exponent(byte[] bytes, int e, int to) {
    int none = LARGEST_EXPONENT + 1;
    int at = e + 1;
    if ((bytes[e] | 0x20) != 'e' || at >= to) {
      return none;
    }
    boolean negative = bytes[at] == '-';
    if (bytes[at] == '-' || bytes[at] == '+') {
      at++;
    }
    if (at >= to) {
      return none;
    }
    int exponent = 0;
    for (; at < to; at++) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9) {
        return none;
      }
      exponent = Math.min(LARGEST_EXPONENT, exponent * 10 + digit);
    }
    return negative ? -exponent : exponent;
  }
}
