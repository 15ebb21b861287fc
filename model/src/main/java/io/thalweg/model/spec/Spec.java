package io.thalweg.model.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A named part with its options, as written in a pipeline file: {@code {type: causal-conv,
 * channels: 48}}.
 *
 * @param type name under which the part is registered
 * @param options numbers, strings and lists of numbers by name; sorted, so that equal specs print
 *     alike
 */
public record Spec(String type, Map<String, Object> options) {

  /** Sorts the options. */
  public Spec {
    Objects.requireNonNull(type, "type");
    options = java.util.Collections.unmodifiableMap(new TreeMap<>(options));
  }

  /** A part with its defaults. */
  public static Spec of(String type) {
    return new Spec(type, Map.of());
  }

  /** Fails with one sentence unless every option given is one of {@code known}. */
  public Spec allow(String... known) {
    Set<String> unknown = new TreeSet<>(options.keySet());
    unknown.removeAll(Set.of(known));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has no option '%s'; it has %s"
              .formatted(type, unknown.iterator().next(), new TreeSet<>(Set.of(known))));
    }
    return this;
  }

  /** An integer option in {@code [least, most]}. */
  public int integer(String name, int otherwise, int least, int most) {
    double value = number(name, otherwise, least, most);
    if (value != Math.rint(value)) {
      throw new IllegalArgumentException(
          "%s.%s must be a whole number, not %s".formatted(type, name, value));
    }
    return (int) value;
  }

  /** A numeric option in {@code [least, most]}. */
  public double number(String name, double otherwise, double least, double most) {
    Object value = plain(options.getOrDefault(name, otherwise));
    if (!(value instanceof Number number)
        || !(number.doubleValue() >= least && number.doubleValue() <= most)) {
      throw new IllegalArgumentException(
          "%s.%s must be a number between %s and %s, not %s"
              .formatted(type, name, least, most, value));
    }
    return number.doubleValue();
  }

  /** A text that must be given. */
  public String text(String name) {
    if (options.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("%s.%s must be a text".formatted(type, name));
  }

  /** YAML takes 1e-3 for a word, since it wants 1.0e-3; people do not. */
  private static Object plain(Object value) {
    if (value instanceof String text) {
      try {
        return Double.parseDouble(text);
      } catch (NumberFormatException e) {
        return text;
      }
    }
    return value;
  }

  /** A word among those allowed; the first is the default. */
  public String oneOf(String name, String otherwise, String... others) {
    Object value = options.getOrDefault(name, otherwise);
    List<String> allowed = new ArrayList<>(List.of(otherwise));
    allowed.addAll(List.of(others));
    if (value instanceof String word && allowed.contains(word)) {
      return word;
    }
    throw new IllegalArgumentException(
        "%s.%s must be one of %s, not %s".formatted(type, name, allowed, value));
  }

  /** Fails with one sentence if one of {@code meaningless} is given beside a choice. */
  public void without(String name, String choice, String... meaningless) {
    for (String option : meaningless) {
      if (options.containsKey(option)) {
        throw new IllegalArgumentException(
            "%s.%s means nothing where %s is %s".formatted(type, option, name, choice));
      }
    }
  }

  /** A list of integers, each in {@code [least, most]}, at least one. */
  public int[] integers(String name, List<Integer> otherwise, int least, int most) {
    Object value = options.getOrDefault(name, otherwise);
    List<Integer> numbers = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object element : list) {
        if (element instanceof Number n && isWhole(n.doubleValue(), least, most)) {
          numbers.add(n.intValue());
        }
      }
      if (!numbers.isEmpty() && numbers.size() == list.size()) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
      }
    }
    throw new IllegalArgumentException(
        "%s.%s must be a list of whole numbers between %d and %d, not %s"
            .formatted(type, name, least, most, value));
  }

  private static boolean isWhole(double value, int least, int most) {
    return value == Math.rint(value) && value >= least && value <= most;
  }
}
