package io.thalweg.model.item;

import java.util.Arrays;

/**
 * Where the fields of one field set were in an older one: how everything kept per field, from an
 * entity's scales to a network's weights, is carried over when the fields of a pipeline change.
 *
 * <p>A field is the same when its name is, wherever it stands. A field that has become a counter,
 * or has stopped being one, is another: rates and levels have nothing in common. Fields of the
 * older set that are gone are left out; new ones are missing (NaN) in items that are carried over.
 *
 * <p>Immutable, thread-safe. Time and memory are those of the copies.
 */
public final class FieldMap {
  /** What {@link #origins} holds for a field the older set does not have. */
  public static final int NEW = -1;

  private final int[] origins;
  private final int older;

  private FieldMap(int[] origins, int older) {
    this.origins = origins;
    this.older = older;
  }

  /** By name alone. */
  public static FieldMap between(FieldSet older, FieldSet now) {
    return new FieldMap(now.indexIn(older), older.size());
  }

  /** By name, and by whether it is a counter. */
  public static FieldMap between(ItemSettings older, ItemSettings now) {
    int[] origins = now.fields().indexIn(older.fields());
    for (int f = 0; f < origins.length; f++) {
      String name = now.fields().names().get(f);
      if (older.counters().contains(name) != now.counters().contains(name)) {
        origins[f] = NEW;
      }
    }
    return new FieldMap(origins, older.fields().size());
  }

  /** Fields of the newer set. */
  public int size() {
    return origins.length;
  }

  /** Fields of the older set. */
  public int olderSize() {
    return older;
  }

  /** Index in the older set of each newer field, or {@link #NEW}: {@code [size]}, a copy. */
  public int[] origins() {
    return origins.clone();
  }

  /** Whether any field is in both sets. */
  public boolean keepsAny() {
    return Arrays.stream(origins).anyMatch(origin -> origin != NEW);
  }

  /** Whether any field is new. */
  public boolean hasNew() {
    return Arrays.stream(origins).anyMatch(origin -> origin == NEW);
  }

  /** Whether both sets have the same fields, in whatever order. */
  public boolean keepsAll() {
    return origins.length == older && !hasNew();
  }

  /**
   * The same for vectors of several values per field, laid out as blocks of one value each: an item
   * is {@code [levels, changes]}, two blocks.
   *
   * @return {@code [blocks * size]}: indices into {@code [blocks * olderSize]}, or {@link #NEW}
   */
  public int[] blocks(int blocks) {
    int[] all = new int[blocks * origins.length];
    for (int i = 0; i < all.length; i++) {
      int origin = origins[i % origins.length];
      all[i] = origin == NEW ? NEW : i / origins.length * older + origin;
    }
    return all;
  }

  /** Copies what is known; the values of new fields stay as they are. */
  public void copy(double[] from, double[] to) {
    check(from.length, to.length);
    for (int f = 0; f < origins.length; f++) {
      if (origins[f] != NEW) {
        to[f] = from[origins[f]];
      }
    }
  }

  private void check(int from, int to) {
    if (from != older || to != origins.length) {
      throw new IllegalArgumentException(
          "values [%d] to [%d] where fields are mapped from [%d] to [%d]"
              .formatted(from, to, older, origins.length));
    }
  }

  /** Scales of the newer fields, NaN for new ones. */
  public ScalePrior scales(ScalePrior scales) {
    return new ScalePrior(
        withMissing(scales.location()),
        withMissing(scales.scale()),
        withMissing(scales.changeScale()));
  }

  private double[] withMissing(double[] from) {
    double[] to = new double[origins.length];
    Arrays.fill(to, Double.NaN);
    copy(from, to);
    return to;
  }

  /**
   * Items of the newer fields, new ones missing.
   *
   * @param items {@code [count, 2 * olderSize]}
   * @return {@code [count, 2 * size]}
   */
  public float[] items(float[] items) {
    int[] from = blocks(2);
    int count = items.length / (2 * older);
    float[] mapped = new float[count * from.length];
    for (int i = 0; i < mapped.length; i++) {
      int origin = from[i % from.length];
      mapped[i] = origin == NEW ? Float.NaN : items[i / from.length * 2 * older + origin];
    }
    return mapped;
  }

  /**
   * A segment of the newer fields: items and scales of new fields are NaN.
   *
   * @param context items of left context wanted, which may depend on the number of fields: the
   *     oldest are left out, or items before the first are put in as missing
   */
  public Segment segment(Segment segment, int context) {
    float[] all = items(segment.items());
    int itemSize = 2 * origins.length;
    float[] items = new float[(context + segment.length()) * itemSize];
    Arrays.fill(items, Float.NaN);
    int kept = Math.min(all.length, items.length);
    System.arraycopy(all, all.length - kept, items, items.length - kept, kept);
    return new Segment(
        segment.entity(),
        segment.partition(),
        segment.lastOffset(),
        segment.lastMillis(),
        segment.events(),
        context,
        segment.length(),
        items,
        scales(segment.scales()));
  }
}
