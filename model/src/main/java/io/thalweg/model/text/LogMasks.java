package io.thalweg.model.text;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What of a log line is a value and not its template: by form alone, without a word list.
 *
 * <p>Every pattern matches a piece as a whole, and its repetitions are bounded, possessive or of
 * classes that exclude what follows, so that none is slow. Pieces must be short: {@link Pattern}
 * recurses.
 */
final class LogMasks {
  private static final String OCTET = "\\d{1,3}";
  private static final String CLOCK =
      "\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?(?:Z|[+-]\\d{2}:?\\d{2})?";
  private static final String DATE =
      "(?:\\d{4}([-./])\\d{1,2}\\1\\d{1,2}|\\d{1,2}/\\d{1,2}/\\d{2,4})";

  private static final String OF_PATH = "[^\\s:,;()\\[\\]{}<>\"'=|]*+";

  private record Mask(String text, Pattern pattern) {
    static Mask of(String text, String pattern) {
      return new Mask(text, Pattern.compile(pattern));
    }
  }

  /** Of a whole piece between blanks, tried in this order. */
  private static final Mask[] WHOLE = {
    Mask.of("<uuid>", "[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}"),
    Mask.of("<mac>", "[0-9a-fA-F]{2}([:-])(?:[0-9a-fA-F]{2}\\1){4,18}[0-9a-fA-F]{2}"),
    Mask.of("<ip>", OCTET + "(?:\\." + OCTET + "){3}(?:/\\d{1,2}|:\\d{1,5})?"),
    Mask.of(
        "<time>",
        DATE + "(?:[T_-]\\d{1,2}[.:]\\d{2}[.:]\\d{2}(?:[.,]\\d{1,9})?(?:Z|[+-]\\d{2}:?\\d{2})?)?"),
    Mask.of("<time>", CLOCK),
    // A colon at both ends of a group, or twice in a row: no clock, no key:value.
    Mask.of("<ip>", "(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}"),
    Mask.of(
        "<ip>",
        "(?=[0-9a-fA-F:]{3,39}(?:/\\d{1,3})?$)(?:[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4}){0,6})?::"
            + "(?:[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4}){0,6})?(?:/\\d{1,3})?"),
    Mask.of(
        "<path>", "(?:[A-Za-z]:|\\.{1,2}|~)?[\\\\/](?=[^A-Za-z0-9_]{0,8}[A-Za-z0-9_])" + OF_PATH),
    Mask.of("<url>", "[A-Za-z][A-Za-z0-9+.-]{1,15}://[^\\s,;()\\[\\]{}<>\"'|]++"),
  };

  /** Of a piece without punctuation around it. */
  private static final Mask[] SIMPLE = {
    Mask.of("<hex>", "0[xX][0-9a-fA-F]+"),
    Mask.of("<hex>", "0[0-9a-fA-F]{7,}"),
    Mask.of("<num>", "[-+]?\\d+(?:[.,]\\d+)*%?"),
    // At least one digit and one letter; "dead" and "face" are words, 2f10 and 00f07a88 are not.
    Mask.of("<hex>", "(?=[a-fA-F]*\\d)[0-9a-fA-F]{4,}"),
  };

  private LogMasks() {}

  /** Mask of a piece that holds punctuation and means one thing: an address, a time, a path. */
  static Optional<String> whole(String piece) {
    return first(WHOLE, piece);
  }

  /** Mask of a number, decimal or hexadecimal. */
  static Optional<String> simple(String piece) {
    return first(SIMPLE, piece);
  }

  private static Optional<String> first(Mask[] masks, String piece) {
    for (Mask mask : masks) {
      if (mask.pattern().matcher(piece).matches()) {
        return Optional.of(mask.text());
      }
    }
    return Optional.empty();
  }

  /** A word with every run of digits in it replaced: {@code eth0} becomes {@code eth<num>}. */
  static String withoutDigits(String word) {
    StringBuilder text = new StringBuilder(word.length() + 4);
    for (int at = 0; at < word.length(); at++) {
      if (!isDigit(word.charAt(at))) {
        text.append(word.charAt(at));
      } else if (at == 0 || !isDigit(word.charAt(at - 1))) {
        text.append("<num>");
      }
    }
    return text.toString();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
