package io.thalweg.model.testing;

import io.thalweg.model.item.FieldSet;
import io.thalweg.model.item.Reading;
import java.util.ArrayList;
import java.util.List;

/**
 * {@link SineStream} as two pipelines see it, one after the other, with other fields: in the same
 * stream, of which each reads the fields it knows. The fields are {@code a, b, c} and {@code d},
 * which is {@code a} with the sign changed, two readings later.
 */
public final class FieldChange {
  private static final List<String> ALL = List.of("a", "b", "c", "d");

  private FieldChange() {}

  /** A field set by the letters of its fields. */
  public static FieldSet fields(String letters) {
    return new FieldSet(letters.chars().mapToObj(Character::toString).toList());
  }

  /** Readings with these fields. */
  public static List<Reading> readings(SineStream stream, int count, String letters) {
    List<Reading> all = stream.readings(count);
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Reading reading = all.get(i);
      double[] full = java.util.Arrays.copyOf(reading.values(), ALL.size());
      int earlier = i - 2 * stream.entities();
      full[3] = earlier < 0 ? Double.NaN : -all.get(earlier).values()[0];
      double[] values = new double[letters.length()];
      for (int f = 0; f < values.length; f++) {
        values[f] = full[ALL.indexOf(letters.substring(f, f + 1))];
      }
      readings.add(
          new Reading(
              reading.entity(),
              reading.timestampMillis(),
              values,
              reading.partition(),
              reading.offset()));
    }
    return readings;
  }
}
