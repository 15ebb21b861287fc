package io.thalweg.streams.config;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The checks the compact constructors share; each names the key, the value and what is allowed. */
final class Check {
  private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,64}");
  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
  private static final int LONGEST_FIELD_NAME = 256;

  private Check() {}

  static void range(String key, long value, long least, long most) {
    if (value < least || value > most) {
      throw refused(key, value, "a whole number from " + least + " to " + most);
    }
  }

  static void range(String key, double value, double least, double most) {
    // Written so that NaN fails.
    if (!(value >= least && value <= most)) {
      throw refused(key, value, "a number from " + least + " to " + most);
    }
  }

  static void range(String key, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw refused(
          key,
          Durations.format(value),
          "a duration from " + Durations.format(least) + " to " + Durations.format(most));
    }
  }

  /** Names become topic names, metric names and directories, hence the narrow alphabet. */
  static void name(String key, String value) {
    if (!NAME.matcher(value).matches() || isDots(value)) {
      throw refused(key, value, "1 to 64 characters of a-z, 0-9, '.', '_' and '-'");
    }
  }

  static void topic(String key, String value) {
    if (!TOPIC.matcher(value).matches() || isDots(value)) {
      throw refused(key, value, "1 to 249 characters of a-z, A-Z, 0-9, '.', '_' and '-'");
    }
  }

  static void path(String key, String value) {
    path(key, value, "the path of a directory");
  }

  static void file(String key, String value) {
    path(key, value, "the path of a file");
  }

  private static void path(String key, String value, String allowed) {
    if (value.isBlank() || value.chars().anyMatch(Character::isISOControl)) {
      throw refused(key, value, allowed);
    }
  }

  static void fieldName(String key, String value) {
    if (value.isBlank()
        || value.length() > LONGEST_FIELD_NAME
        || value.chars().anyMatch(Character::isISOControl)) {
      throw refused(key, value, "a field name of 1 to 256 characters without control characters");
    }
  }

  static void distinctFields(String key, List<String> names, int most) {
    if (names.size() > most) {
      throw refused(key, names.size() + " names", "at most " + most + " names");
    }
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      fieldName(key, name);
      if (!seen.add(name)) {
        throw refused(key, name, "every name once");
      }
    }
  }

  static ConfigurationException refused(String key, @Nullable Object value, String allowed) {
    return new ConfigurationException(
        "%s is '%s', allowed is %s.".formatted(key, shortened(String.valueOf(value)), allowed));
  }

  private static String shortened(String value) {
    String line = value.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= 80 ? line : line.substring(0, 77) + "...";
  }

  private static boolean isDots(String value) {
    return value.equals(".") || value.equals("..");
  }
}
