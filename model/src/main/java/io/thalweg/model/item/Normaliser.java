package io.thalweg.model.item;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;

/**
 * Running robust location and scale of each field of one entity, and of its change from reading to
 * reading.
 *
 * <p>An item has two values per field: the level {@code (x - location) / scale}, within +-{@link
 * #WIDEST_LEVEL}, and the change {@code (x - last) / changeScale}, within +-{@link #WIDEST_CHANGE},
 * both by the statistics from before the reading; NaN where the value (or a previous one) is
 * missing, and for the first {@value #TRUSTED} readings of an entity, which have no scale yet. Both
 * are needed: a slow field's change is invisible in its level, and a spike's height is lost in its
 * change.
 *
 * <p>Algorithm: exponentially weighted means and variances. The first readings count equally
 * (weight 1/n), later ones with weight {@code 1/window}. The change's variance is robust: changes
 * are winsorised at {@link #CLAMP} scales, so what is rarer than one in {@code CLAMP^2 = 64} cannot
 * hold the scale up, however large. The level's is not: a field that is mostly still and sometimes
 * jumps keeps its jumps in proportion. Scales have a floor, since real telemetry has constant
 * fields: {@code 1e-4 |location|} for levels, {@code 1e-3 scale} for changes; by the latter a
 * reading off by thousands of level scales is felt in the changes after all, until the window has
 * forgotten it. Winsorising levels at 1,000 scales was tried: SMD machine-1-2 got worse, from .529
 * to .568 of persistence's squared error, since its still fields do jump that far.
 *
 * <p>A value that is NaN, or beyond +-1e100, is missing: it changes nothing.
 *
 * <p>Memory: five doubles per field. Time: about 15 ns per field. Deterministic. Not thread-safe.
 */
public final class Normaliser {
  /** Changes beyond so many change scales count as outliers, in scales as in learning. */
  public static final float CLAMP = 8f;

  /** Largest magnitude of an item's changes, in change scales. */
  public static final float WIDEST_CHANGE = 10_000f;

  /** Largest magnitude of an item's levels: what a window of readings can reach, and no more. */
  public static final float WIDEST_LEVEL = 50f;

  private static final double LEVEL_FLOOR = 1e-4;
  private static final double CHANGE_FLOOR = 1e-3;
  private static final double SMALLEST_SCALE = 1e-9;

  /** Beyond it a square overflows, and one reading would leave an infinite variance for ever. */
  private static final double LARGEST_VALUE = 1e100;

  /** Readings of a field before its scales are trusted. */
  private static final int TRUSTED = 8;

  private final int window;
  private final double leastWeight;

  /** Working memory of one reading. */
  private final double[] levels;

  private final double[] changes;
  private final double[] changeScales;
  private final double[] weights;

  private final double[] count;
  private final double[] location;
  private final double[] variance;
  private final double[] changeVariance;
  private final double[] last;

  /**
   * @param fields number of fields
   * @param window readings over which statistics are averaged, at least 16
   */
  public Normaliser(int fields, int window) {
    if (window < TRUSTED) {
      throw new IllegalArgumentException(
          "window must be at least %d readings, not %d".formatted(TRUSTED, window));
    }
    this.window = window;
    leastWeight = 1.0 / window;
    levels = new double[fields];
    changes = new double[fields];
    changeScales = new double[fields];
    weights = new double[fields];
    count = new double[fields];
    location = new double[fields];
    variance = new double[fields];
    changeVariance = new double[fields];
    last = new double[fields];
  }

  /**
   * Starts a new entity with what is typical of others: their scales count as {@code weight}
   * readings. Locations are not taken over: the first reading gives a better one. A field whose
   * scales are NaN starts with nothing.
   */
  public void startFrom(ScalePrior prior, int weight) {
    for (int f = 0; f < count.length; f++) {
      if (Double.isNaN(prior.scale()[f])) {
        continue;
      }
      variance[f] = prior.scale()[f] * prior.scale()[f];
      changeVariance[f] = prior.changeScale()[f] * prior.changeScale()[f];
      count[f] = -weight;
    }
  }

  /**
   * Writes the item of a reading, then learns from the reading.
   *
   * @param values {@code [fields]}, NaN where missing
   * @param item written, {@code [2 * fields]}: levels, then changes
   */
  public void observe(double[] values, float[] item) {
    if (allTrusted(values)) {
      observeTrusted(values, item);
      return;
    }
    int fields = count.length;
    for (int f = 0; f < fields; f++) {
      double x = values[f];
      if (!(Math.abs(x) <= LARGEST_VALUE)) {
        item[f] = Float.NaN;
        item[fields + f] = Float.NaN;
      } else if (count[f] <= 0) {
        first(f, x);
        item[f] = Float.NaN;
        item[fields + f] = Float.NaN;
      } else {
        boolean trusted = trusted(f);
        double scale = scale(f);
        double changeScale = changeScale(f, scale);
        item[f] = trusted ? clamp((x - location[f]) / scale, WIDEST_LEVEL) : Float.NaN;
        item[fields + f] = trusted ? clamp((x - last[f]) / changeScale, WIDEST_CHANGE) : Float.NaN;
        learn(f, x, changeScale);
      }
    }
  }

  private boolean allTrusted(double[] values) {
    for (int f = 0; f < count.length; f++) {
      if (!(Math.abs(values[f]) <= LARGEST_VALUE) || count[f] < TRUSTED) {
        return false;
      }
    }
    return true;
  }

  /**
   * The usual case, in loops that the JIT vectorises: over local arrays, without a branch. The same
   * bits as one field at a time.
   */
  private void observeTrusted(double[] values, float[] item) {
    int fields = count.length;
    standardise(
        values, location, variance, changeVariance, last, levels, changes, changeScales, fields);
    for (int f = 0; f < fields; f++) {
      item[f] = clamp(levels[f], WIDEST_LEVEL);
      item[fields + f] = clamp(changes[f], WIDEST_CHANGE);
    }
    weigh(count, weights, leastWeight, window, fields);
    learn(values, weights, changeScales, location, variance, changeVariance, last, fields);
  }

  private static void standardise(
      double[] values,
      double[] location,
      double[] variance,
      double[] changeVariance,
      double[] last,
      double[] levels,
      double[] changes,
      double[] changeScales,
      int fields) {
    for (int f = 0; f < fields; f++) {
      double floor = Math.max(SMALLEST_SCALE, LEVEL_FLOOR * Math.abs(location[f]));
      double scale = Math.max(floor, Math.sqrt(variance[f]));
      double changeScale = Math.max(CHANGE_FLOOR * scale, Math.sqrt(changeVariance[f]));
      levels[f] = (values[f] - location[f]) / scale;
      changes[f] = (values[f] - last[f]) / changeScale;
      changeScales[f] = changeScale;
    }
  }

  private static void weigh(
      double[] count, double[] weights, double least, double window, int fields) {
    for (int f = 0; f < fields; f++) {
      double next = count[f] + 1;
      weights[f] = Math.max(1 / next, least);
      count[f] = Math.min(next, window);
    }
  }

  private static void learn(
      double[] values,
      double[] weights,
      double[] changeScales,
      double[] location,
      double[] variance,
      double[] changeVariance,
      double[] last,
      int fields) {
    for (int f = 0; f < fields; f++) {
      double x = values[f];
      double weight = weights[f];
      double deviation = x - location[f];
      double limit = CLAMP * changeScales[f];
      double change = Math.max(-limit, Math.min(limit, x - last[f]));
      location[f] += weight * deviation;
      variance[f] = (1 - weight) * (variance[f] + weight * deviation * deviation);
      changeVariance[f] += weight * (change * change - changeVariance[f]);
      last[f] = x;
    }
  }

  private void first(int f, double x) {
    location[f] = x;
    last[f] = x;
    count[f] = 1 - count[f];
  }

  private void learn(int f, double x, double changeScale) {
    double n = count[f];
    double weight = Math.max(1 / (n + 1), leastWeight);
    double deviation = x - location[f];
    // Until the change's scale is trusted, any change is as good as another.
    double limit = n < TRUSTED ? Double.POSITIVE_INFINITY : CLAMP * changeScale;
    double change = Math.max(-limit, Math.min(limit, x - last[f]));
    location[f] += weight * deviation;
    // (1 - w)(v + w d^2) is the exact weighted variance about the moving mean.
    variance[f] = (1 - weight) * (variance[f] + weight * deviation * deviation);
    changeVariance[f] += weight * (change * change - changeVariance[f]);
    last[f] = x;
    count[f] = Math.min(n + 1, window);
  }

  private static float clamp(double value, float limit) {
    return value < -limit ? -limit : value > limit ? limit : (float) value;
  }

  /** Whether the field has been seen often enough to have scales. */
  public boolean trusted(int field) {
    return count[field] >= TRUSTED;
  }

  /** Last value of the field, in its own unit. */
  public double last(int field) {
    return last[field];
  }

  /** Location of the field's level, in its own unit. */
  public double location(int field) {
    return location[field];
  }

  /** Scale of the field's level, in its own unit; positive. */
  public double scale(int field) {
    double floor = Math.max(SMALLEST_SCALE, LEVEL_FLOOR * Math.abs(location[field]));
    return Math.max(floor, Math.sqrt(variance[field]));
  }

  /** Scale of the field's change from one reading to the next, in its own unit; positive. */
  public double changeScale(int field) {
    return changeScale(field, scale(field));
  }

  private double changeScale(int field, double scale) {
    return Math.max(CHANGE_FLOOR * scale, Math.sqrt(changeVariance[field]));
  }

  /** Location and scales of every field. */
  ScalePrior scales() {
    int fields = count.length;
    double[] locations = new double[fields];
    double[] scales = new double[fields];
    double[] ofChanges = new double[fields];
    for (int f = 0; f < fields; f++) {
      locations[f] = location(f);
      scales[f] = scale(f);
      ofChanges[f] = changeScale(f);
    }
    return new ScalePrior(locations, scales, ofChanges);
  }

  /** Takes over what is known of the fields both have; the others are as they were. */
  void adopt(Normaliser older, FieldMap fields) {
    fields.copy(older.count, count);
    fields.copy(older.location, location);
    fields.copy(older.variance, variance);
    fields.copy(older.changeVariance, changeVariance);
    fields.copy(older.last, last);
  }

  /** Appends the whole state. */
  public void writeTo(StateWriter out) {
    out.writeDoubles(count)
        .writeDoubles(location)
        .writeDoubles(variance)
        .writeDoubles(changeVariance)
        .writeDoubles(last);
  }

  /** Replaces the whole state. */
  public void readFrom(StateReader in) {
    in.readDoubles(count);
    in.readDoubles(location);
    in.readDoubles(variance);
    in.readDoubles(changeVariance);
    in.readDoubles(last);
  }
}
