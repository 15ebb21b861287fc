package io.thalweg.model.testing;

import io.thalweg.model.item.FieldSet;
import io.thalweg.model.item.Reading;
import io.thalweg.model.item.SensorItems;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A seeded stream that can be predicted: per entity a noisy sine of period 12 in field {@code a},
 * the same one step later in {@code b}, and their difference, scaled, in {@code c}.
 *
 * <p>A sine obeys {@code s(t) = 2 cos(w) s(t-1) - s(t-2)}, so that an autoregression of order 2
 * predicts it up to the noise, while "same as last reading" errs by {@code (3 * 2 sin(w/2))^2 / 2 =
 * 1.2} in mean square, 120 times the noise's 0.01.
 *
 * @param seed of phases, noise and gaps
 * @param entities that take turns
 * @param missing probability of a value being absent
 */
public record SineStream(long seed, int entities, double missing) {
  /** Field names. */
  public static final FieldSet FIELDS = new FieldSet(List.of("a", "b", "c"));

  /** Item settings with a short memory. */
  public static final SensorItems ITEMS = SensorItems.of(FIELDS);

  private static final double OMEGA = 2 * Math.PI / 12;
  private static final double NOISE = 0.1;

  /** Readings with offsets from 0, one second apart per entity. */
  public List<Reading> readings(int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Reading> readings = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int entity = i % entities;
      int t = i / entities;
      double now = 3 * Math.sin(OMEGA * t + entity);
      double before = 3 * Math.sin(OMEGA * (t - 1) + entity);
      double[] values = {10 + now, -5 + before, 100 + 20 * (now - before)};
      for (int f = 0; f < values.length; f++) {
        values[f] += NOISE * random.nextGaussian() * (f == 2 ? 20 : 1);
        if (random.nextDouble() < missing) {
          values[f] = Double.NaN;
        }
      }
      readings.add(new Reading("e" + entity, 1_000L * t, values, 0, i));
    }
    return readings;
  }
}
