package io.thalweg.model.item;

import io.thalweg.model.item.EntityItems.Arrival;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.time.Duration;

/** When an entity's events came: what makes one late. Not thread-safe. */
final class ArrivalOrder {
  private final long graceMillis;
  private long newestMillis = Long.MIN_VALUE;
  private long lastMillis = Long.MIN_VALUE;

  ArrivalOrder(Duration grace) {
    graceMillis = grace.toMillis();
  }

  /** How an event of this time arrives; nothing is changed. */
  Arrival of(long timeMillis) {
    if (isFirst() || timeMillis >= newestMillis) {
      return Arrival.ON_TIME;
    }
    return timeMillis < newestMillis - graceMillis ? Arrival.LATE : Arrival.OUT_OF_ORDER;
  }

  private boolean isFirst() {
    return newestMillis == Long.MIN_VALUE;
  }

  /** Seconds from the event taken last to this time; NaN before the first. */
  double secondsSinceLast(long timeMillis) {
    return isFirst() ? Double.NaN : (timeMillis - lastMillis) / 1000.0;
  }

  /** Takes an event that is not late. */
  void take(long timeMillis) {
    lastMillis = timeMillis;
    newestMillis = Math.max(newestMillis, timeMillis);
  }

  long newestMillis() {
    return newestMillis;
  }

  long lastMillis() {
    return lastMillis;
  }

  void adopt(ArrivalOrder older) {
    newestMillis = older.newestMillis;
    lastMillis = older.lastMillis;
  }

  void writeTo(StateWriter out) {
    out.writeLong(newestMillis).writeLong(lastMillis);
  }

  void readFrom(StateReader in) {
    newestMillis = in.readLong();
    lastMillis = in.readLong();
  }
}
