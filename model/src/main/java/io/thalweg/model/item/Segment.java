package io.thalweg.model.item;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;

/**
 * The unit of learning: consecutive items of one entity, as they were normalised when they came,
 * with the left context needed to predict the first of them.
 *
 * @param entity whose items these are
 * @param partition source partition
 * @param lastOffset source offset of the last item
 * @param lastMillis event time of the last item
 * @param events events this segment is the first to cover (its stride)
 * @param context items of left context at the start of {@code items}
 * @param length items after the context
 * @param items {@code [context + length, itemSize]}; NaN where missing, all NaN before the entity's
 *     first; owned by the segment
 * @param scales the entity's normaliser after the last item; NaN for a field that did not exist
 *     then
 */
public record Segment(
    String entity,
    int partition,
    long lastOffset,
    long lastMillis,
    int events,
    int context,
    int length,
    float[] items,
    ScalePrior scales)
    implements LearnInput {
  static final int TAG = 1;

  /** The same with its items in another form, as many of them. */
  public Segment withItems(float[] others) {
    return new Segment(
        entity, partition, lastOffset, lastMillis, events, context, length, others, scales);
  }

  /** Floats of one item. */
  public int itemSize() {
    return items.length / (context + length);
  }

  /** Bytes the segment takes in a store, nearly. */
  public int bytes() {
    return Float.BYTES * items.length + 3 * Double.BYTES * scales.scale().length + 64;
  }

  @Override
  public void writeTo(StateWriter out) {
    out.writeByte(TAG)
        .writeString(entity)
        .writeInt(partition)
        .writeLong(lastOffset)
        .writeLong(lastMillis)
        .writeInt(events)
        .writeInt(context)
        .writeInt(length)
        .writeItems(items, 0, items.length)
        .writeInt(scales.scale().length)
        .writeDoubles(scales.location())
        .writeDoubles(scales.scale())
        .writeDoubles(scales.changeScale());
  }

  static Segment readBody(StateReader in) {
    String entity = in.readString();
    int partition = in.readInt();
    long lastOffset = in.readLong();
    long lastMillis = in.readLong();
    int events = in.readInt();
    int context = in.readInt();
    int length = in.readInt();
    float[] items = in.readItems();
    int fields = in.readCount(3 * Double.BYTES);
    ScalePrior scales =
        new ScalePrior(
            in.readDoubles(new double[fields]),
            in.readDoubles(new double[fields]),
            in.readDoubles(new double[fields]));
    return new Segment(
        entity, partition, lastOffset, lastMillis, events, context, length, items, scales);
  }
}
