package io.thalweg.streams.config;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the parameters of a {@link ComponentConfig} one by one, with their defaults and ranges, and
 * {@link #done() refuses} those nobody asked for. Used by one thread, while a part is built.
 */
public final class Parameters {
  private final String path;
  private final Map<String, Object> settings;
  private final Set<String> known = new TreeSet<>();

  Parameters(String path, Map<String, Object> settings) {
    this.path = path;
    this.settings = settings;
  }

  /** A whole number within [least, most]. */
  public int integer(String name, int fallback, int least, int most) {
    String allowed = "a whole number from " + least + " to " + most;
    double value = read(name, fallback, allowed);
    if (value != Math.rint(value) || value < least || value > most) {
      throw Check.refused(key(name), settings.get(name), allowed);
    }
    return (int) value;
  }

  /** A finite number within [least, most]. */
  public double number(String name, double fallback, double least, double most) {
    String allowed = "a number from " + least + " to " + most;
    double value = read(name, fallback, allowed);
    if (!(value >= least && value <= most)) {
      throw Check.refused(key(name), settings.get(name), allowed);
    }
    return value;
  }

  /** One of the given words. */
  public String choice(String name, String fallback, String... words) {
    known.add(name);
    String value = String.valueOf(settings.getOrDefault(name, fallback));
    if (!Set.of(words).contains(value)) {
      throw Check.refused(key(name), value, "one of " + String.join(", ", words));
    }
    return value;
  }

  /** Refuses any parameter that was not read. */
  public void done() {
    for (String name : settings.keySet()) {
      if (!known.contains(name)) {
        String allowed = known.isEmpty() ? "none" : String.join(", ", known);
        throw new ConfigurationException(
            "%s is not a parameter of %s, allowed is %s.".formatted(key(name), path, allowed));
      }
    }
  }

  private double read(String name, double fallback, String allowed) {
    known.add(name);
    Object value = settings.getOrDefault(name, fallback);
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    try {
      // YAML takes 1e-3 for a word: it wants 1.0e-3. People do not.
      return Double.parseDouble(String.valueOf(value));
    } catch (NumberFormatException e) {
      throw Check.refused(key(name), value, allowed);
    }
  }

  private String key(String name) {
    return path + "." + name;
  }
}
