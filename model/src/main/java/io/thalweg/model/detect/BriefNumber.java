package io.thalweg.model.detect;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Numbers as a person would write them in a sentence: few digits, powers of ten only when needed.
 */
final class BriefNumber {
  private BriefNumber() {}

  /** Rounded to so many digits: 97, 0.03, 8.1e7, -2e-5. Locale plays no part. */
  static String of(double value, int digits) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.toString(value);
    }
    BigDecimal rounded =
        new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    if (rounded.signum() == 0) {
      return "0";
    }
    int exponent = rounded.precision() - rounded.scale() - 1;
    boolean plain = exponent >= -3 && exponent < 5;
    BigDecimal mantissa = plain ? rounded : rounded.movePointLeft(exponent);
    String text = mantissa.stripTrailingZeros().toPlainString();
    return plain ? text : text + "e" + exponent;
  }

  /** A probability as "1 in N": 1 in 250,000, 1 in 3e12; two digits of N. */
  static String oneIn(double p) {
    double n = 1 / p;
    if (n >= 1e9) {
      return "1 in " + of(n, 2);
    }
    long rounded = new BigDecimal(n).round(new MathContext(2, RoundingMode.HALF_EVEN)).longValue();
    return "1 in " + grouped(rounded);
  }

  /** 18,200 for 18234: three digits are what an effective count deserves. */
  static String count(long n) {
    return grouped(new BigDecimal(n).round(new MathContext(3, RoundingMode.HALF_EVEN)).longValue());
  }

  private static String grouped(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }
}
