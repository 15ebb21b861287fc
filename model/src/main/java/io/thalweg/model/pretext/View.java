package io.thalweg.model.pretext;

import io.thalweg.model.item.Segment;

/**
 * A copy of a segment's items that may be changed: what an {@link Augmentation} works on. Reused
 * from segment to segment. Not thread-safe.
 */
final class View {
  private final int context;
  private final int length;
  private final int itemSize;
  private final float[] items;
  private final float[] scratch;

  /**
   * @param context items before the first that is embedded, at least 0
   * @param length items that are embedded, at least 1
   * @param itemSize floats of an item
   */
  View(int context, int length, int itemSize) {
    this.context = context;
    this.length = length;
    this.itemSize = itemSize;
    items = new float[(context + length) * itemSize];
    scratch = new float[itemSize];
  }

  /** Takes over the last items of a segment, all that fit. */
  void copy(Segment segment) {
    System.arraycopy(
        segment.items(), segment.items().length - items.length, items, 0, items.length);
  }

  /** Items before the first that is embedded. */
  int context() {
    return context;
  }

  /** Items that are embedded. */
  int length() {
    return length;
  }

  /** Floats of an item. */
  int itemSize() {
    return itemSize;
  }

  /** {@code [context + length, itemSize]}, NaN where missing. */
  float[] items() {
    return items;
  }

  /** Room for one item, {@code [itemSize]}, for whoever is at work on the view. */
  float[] scratch() {
    return scratch;
  }

  /**
   * Makes items missing, counted from the first of the context, {@code from} to before {@code to}.
   */
  void hide(int from, int to) {
    java.util.Arrays.fill(items, from * itemSize, to * itemSize, Float.NaN);
  }

  /** Whether any value of an embedded item is there. */
  boolean shows(int position) {
    int at = (context + position) * itemSize;
    for (int i = at; i < at + itemSize; i++) {
      if (!Float.isNaN(items[i])) {
        return true;
      }
    }
    return false;
  }
}
