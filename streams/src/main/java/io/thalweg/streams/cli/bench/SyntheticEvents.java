package io.thalweg.streams.cli.bench;

import io.thalweg.model.item.Reading;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Readings of {@value #ENTITIES} machines with {@value #FIELDS} fields each, in turn, {@value
 * #PERIOD_MILLIS} ms apart per machine.
 *
 * <p>Fields are correlated as telemetry is: each machine has {@value #FACTORS} hidden factors that
 * drift as first-order autoregressions, and a field is a mixture of them with a little noise of its
 * own, at its own level and scale. Endless, deterministic given the seed, not thread-safe.
 */
final class SyntheticEvents {
  static final int ENTITIES = 16;
  static final int FIELDS = 38;
  private static final int FACTORS = 4;
  private static final int PERIOD_MILLIS = 50;
  private static final double INERTIA = 0.95;

  /** Keeps the factors' variance at one. */
  private static final double DRIFT = Math.sqrt(1 - INERTIA * INERTIA);

  private static final double NOISE = 0.1;

  private final SplittableRandom random;
  private final int partition;
  private final double[][] mixture = new double[FIELDS][FACTORS];
  private final double[] level = new double[FIELDS];
  private final double[] scale = new double[FIELDS];
  private final double[][] factors = new double[ENTITIES][FACTORS];
  private long next;

  /**
   * @param partition in which the readings say they came
   */
  SyntheticEvents(long seed, int partition) {
    this.random = new SplittableRandom(seed);
    this.partition = partition;
    for (int f = 0; f < FIELDS; f++) {
      level[f] = 100 * random.nextDouble();
      scale[f] = 1 + 10 * random.nextDouble();
      for (int k = 0; k < FACTORS; k++) {
        mixture[f][k] = gaussian();
      }
    }
  }

  /** Names of the fields, in the order of the values. */
  static List<String> fields() {
    return IntStream.range(0, FIELDS).mapToObj("metric_%02d"::formatted).toList();
  }

  static String entity(long index) {
    return "machine-%02d".formatted(index % ENTITIES);
  }

  /** Event time that passes from the first of {@code count} readings to the last. */
  static long spanMillis(long count) {
    return PERIOD_MILLIS * (count / ENTITIES);
  }

  /** The next reading of a series whose first one was taken at {@code startMillis}. */
  Reading nextSince(long startMillis) {
    return next(startMillis + spanMillis(next));
  }

  /** The next reading, taken at {@code timeMillis}. */
  Reading next(long timeMillis) {
    double[] hidden = factors[(int) (next % ENTITIES)];
    for (int k = 0; k < FACTORS; k++) {
      hidden[k] = INERTIA * hidden[k] + DRIFT * gaussian();
    }
    double[] values = new double[FIELDS];
    for (int f = 0; f < FIELDS; f++) {
      double mixed = NOISE * gaussian();
      for (int k = 0; k < FACTORS; k++) {
        mixed += mixture[f][k] * hidden[k];
      }
      values[f] = level[f] + scale[f] * mixed;
    }
    long offset = next++;
    return new Reading(entity(offset), timeMillis, values, partition, offset);
  }

  /** Nearly normal: the sum of four uniforms, at unit variance. */
  private double gaussian() {
    double sum = random.nextDouble() + random.nextDouble() + random.nextDouble();
    return (sum + random.nextDouble() - 2) * Math.sqrt(3);
  }
}
