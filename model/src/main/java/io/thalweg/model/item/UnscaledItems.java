package io.thalweg.model.item;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.time.Duration;

/**
 * An entity of whose events nothing is learned on the way to items, since all have one scale:
 * pixels, token ids. State: when the last event came.
 */
abstract sealed class UnscaledItems implements EntityItems
    permits PictureEntityItems, TextEntityItems {
  private final ArrivalOrder order;

  UnscaledItems(Duration grace) {
    order = new ArrivalOrder(grace);
  }

  @Override
  public final Arrival arrive(Reading reading) {
    check(reading.content());
    Arrival arrival = order.of(reading.timestampMillis());
    if (arrival != Arrival.LATE) {
      order.take(reading.timestampMillis());
      take(reading.content());
    }
    return arrival;
  }

  /**
   * Looks at what an event says.
   *
   * @throws IllegalArgumentException when this does not take it
   */
  abstract void check(Content content);

  /** Takes what an event says, which has been checked. */
  abstract void take(Content content);

  /** Appends what the event that arrived last says. */
  abstract void writeContent(StateWriter out);

  /** Takes what {@link #writeContent} wrote. */
  abstract void readContent(StateReader in);

  @Override
  public final long newestMillis() {
    return order.newestMillis();
  }

  @Override
  public final ScalePrior scales() {
    return ScalePrior.UNIT;
  }

  /** There is one scale. */
  @Override
  public final void startFrom(ScalePrior prior, int weight) {}

  @Override
  public final void adopt(EntityItems older, FieldMap fields) {
    order.adopt(((UnscaledItems) older).order);
  }

  @Override
  public final void writeInput(StateWriter out) {
    out.writeLong(order.lastMillis());
    writeContent(out);
  }

  @Override
  public final void replay(StateReader in) {
    order.take(in.readLong());
    readContent(in);
  }

  @Override
  public final void writeTo(StateWriter out) {
    order.writeTo(out);
  }

  @Override
  public final void readFrom(StateReader in) {
    order.readFrom(in);
  }
}
