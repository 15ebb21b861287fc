package io.thalweg.model.detect;

import java.nio.ByteBuffer;

/**
 * Where an entity stands between two events, for {@link AlertPolicy}: no incident, or one that is
 * open. A value; {@value #BYTES} bytes written.
 *
 * @param open whether there is an incident; without one all else is 0, and p is 1
 * @param openedMillis stream time of the event that opened it
 * @param lastLowMillis latest stream time of an event that prolonged it
 * @param nowMillis latest stream time seen since it opened
 * @param lowEvents events that opened or prolonged it
 * @param quietEvents events in a row since then that did not
 * @param lowestP smallest p-value of the incident, in (0, 1]
 */
public record AlertState(
    boolean open,
    long openedMillis,
    long lastLowMillis,
    long nowMillis,
    long lowEvents,
    int quietEvents,
    double lowestP) {

  /** Size of the state as {@link #writeTo} writes it. */
  public static final int BYTES = 1 + 4 * Long.BYTES + Integer.BYTES + Double.BYTES;

  /** No incident. */
  public static final AlertState QUIET = new AlertState(false, 0, 0, 0, 0, 0, 1);

  static AlertState openedAt(long millis, double p) {
    return new AlertState(true, millis, millis, millis, 1, 0, p);
  }

  AlertState low(long millis, double p) {
    return new AlertState(
        true,
        openedMillis,
        Math.max(lastLowMillis, millis),
        Math.max(nowMillis, millis),
        lowEvents + 1,
        0,
        Math.min(lowestP, p));
  }

  AlertState quiet(long millis) {
    return new AlertState(
        true,
        openedMillis,
        lastLowMillis,
        Math.max(nowMillis, millis),
        lowEvents,
        quietEvents + 1,
        lowestP);
  }

  /** Appends {@link #BYTES} bytes. */
  public void writeTo(ByteBuffer out) {
    out.put((byte) (open ? 1 : 0));
    out.putLong(openedMillis).putLong(lastLowMillis).putLong(nowMillis).putLong(lowEvents);
    out.putInt(quietEvents).putDouble(lowestP);
  }

  /** Reads what {@link #writeTo} wrote. */
  public static AlertState readFrom(ByteBuffer in) {
    boolean open = in.get() != 0;
    AlertState state =
        new AlertState(
            open,
            in.getLong(),
            in.getLong(),
            in.getLong(),
            in.getLong(),
            in.getInt(),
            in.getDouble());
    return open ? state : QUIET;
  }
}
