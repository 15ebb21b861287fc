package io.thalweg.model.item;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts one entity's items into segments: every {@code stride} items, the last {@code length} of
 * them with {@code context} items before. An event may be several items, and end anywhere in a
 * segment.
 *
 * <p>The segment is emitted with its last item, in the same call: nothing waits for a clock.
 * Memory: {@code (context + length) * itemSize} floats. Not thread-safe.
 */
public final class Segmenter {
  private final SegmentShape shape;
  private final int itemSize;
  private final boolean separate;
  private final float[] buffer;

  /** Items in the buffer, context included; a segment is due when it is full. */
  private int filled;

  /** Events added since the last segment. */
  private int fresh;

  /** An entity of which nothing has been seen. */
  public Segmenter(SegmentShape shape, int itemSize) {
    this(shape, itemSize, false);
  }

  /**
   * An entity of which nothing has been seen.
   *
   * @param separate whether every event fills segments of its own, the last one up with missing
   *     items, and has no context
   */
  public Segmenter(SegmentShape shape, int itemSize, boolean separate) {
    this.shape = shape;
    this.itemSize = itemSize;
    this.separate = separate;
    buffer = new float[shape.items() * itemSize];
    empty();
  }

  private void empty() {
    Arrays.fill(buffer, Float.NaN);
    filled = shape.context();
    fresh = 0;
  }

  /**
   * Adds the items of an event that has just been taken.
   *
   * @param items {@code [any number, itemSize]}
   * @param out takes the segments they complete
   */
  public void add(Reading reading, float[] items, EntityItems entity, Consumer<Segment> out) {
    for (int from = 0; from < items.length; ) {
      from = push(items, from);
      if (isFull()) {
        out.accept(segment(reading, entity));
        shift();
      }
    }
    if (separate) {
      if (fresh > 0) {
        Arrays.fill(buffer, filled * itemSize, buffer.length, Float.NaN);
        out.accept(segment(reading, entity));
      }
      empty();
    }
  }

  private Segment segment(Reading reading, EntityItems entity) {
    return new Segment(
        reading.entity(),
        reading.partition(),
        reading.offset(),
        reading.timestampMillis(),
        fresh,
        shape.context(),
        shape.length(),
        buffer.clone(),
        entity.scales());
  }

  /** Adds items that were added before; segments they complete were emitted then. */
  void replay(float[] items) {
    for (int from = 0; from < items.length; ) {
      from = push(items, from);
      if (isFull()) {
        shift();
      }
    }
    if (separate) {
      empty();
    }
  }

  /**
   * Takes all that fit. An event belongs to the segment that takes its last item.
   *
   * @return where the rest begins
   */
  private int push(float[] items, int from) {
    int taken = Math.min(items.length - from, buffer.length - filled * itemSize);
    System.arraycopy(items, from, buffer, filled * itemSize, taken);
    filled += taken / itemSize;
    fresh += from + taken == items.length ? 1 : 0;
    return from + taken;
  }

  private boolean isFull() {
    return filled == shape.items();
  }

  private void shift() {
    int kept = shape.items() - shape.stride();
    System.arraycopy(buffer, shape.stride() * itemSize, buffer, 0, kept * itemSize);
    filled = kept;
    fresh = 0;
  }

  /** Makes this, of which nothing has been seen, the same entity with other fields. */
  void adopt(Segmenter older, FieldMap fields) {
    if (!older.shape.equals(shape)) {
      throw new IllegalArgumentException(
          "items are cut into %s, not %s".formatted(shape, older.shape));
    }
    filled = older.filled;
    fresh = older.fresh;
    float[] kept = fields.items(Arrays.copyOf(older.buffer, filled * older.itemSize));
    System.arraycopy(kept, 0, buffer, 0, kept.length);
  }

  /** Appends the whole state. */
  public void writeTo(StateWriter out) {
    out.writeInt(filled).writeInt(fresh).writeItems(buffer, 0, filled * itemSize);
  }

  /** Replaces the whole state. */
  public void readFrom(StateReader in) {
    int items = in.readInt();
    if (items < 0 || items >= shape.items()) {
      throw new IllegalStateException(
          "segment state has %d items, at most %d fit".formatted(items, shape.items() - 1));
    }
    filled = items;
    fresh = in.readInt();
    float[] kept = in.readItems();
    if (kept.length != filled * itemSize) {
      throw new IllegalStateException(
          "segment state has %d floats for %d items of %d"
              .formatted(kept.length, filled, itemSize));
    }
    System.arraycopy(kept, 0, buffer, 0, kept.length);
  }
}
