package io.thalweg.model.item;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One entity's way from readings to items: order of arrival, counters to rates, normalisation.
 *
 * <p>Order: readings are taken as they arrive. One that is older than the entity's newest by up to
 * the grace is taken in its place of arrival ({@link Arrival#OUT_OF_ORDER}); an older one is late
 * and changes nothing ({@link Arrival#LATE}). Neither is reordered: a learner that waits is a
 * learner that forgets on a crash.
 *
 * <p>Use: {@link #arrive}, and unless it was late {@link #item}. Between the two, {@link #values}
 * and {@link #normaliser} show the reading and the statistics from before it. Not thread-safe.
 */
public final class EntityItems {

  /** How a reading arrived. */
  public enum Arrival {
    /** Not older than the entity's newest. */
    ON_TIME,
    /** Older, within the grace: taken in order of arrival. */
    OUT_OF_ORDER,
    /** Older than the grace allows: not taken. */
    LATE
  }

  private final ItemSettings settings;
  private final Normaliser normaliser;
  private final int[] counters; // indices of fields
  private final double[] counterValue;
  private final double[] raw;
  private final double[] values;
  private final float[] item;
  private long newestMillis = Long.MIN_VALUE;
  private long lastMillis = Long.MIN_VALUE;

  /** An entity of which nothing has been seen. */
  public EntityItems(ItemSettings settings) {
    this.settings = settings;
    int fields = settings.fields().size();
    normaliser = new Normaliser(fields, settings.window());
    List<String> names = settings.fields().names();
    counters =
        IntStream.range(0, fields)
            .filter(f -> settings.counters().contains(names.get(f)))
            .toArray();
    counterValue = new double[fields];
    java.util.Arrays.fill(counterValue, Double.NaN);
    raw = new double[fields];
    values = new double[fields];
    item = new float[settings.itemSize()];
  }

  /** Takes a reading's place in time and, unless it is late, its values. */
  public Arrival arrive(Reading reading) {
    if (reading.values().length != values.length) {
      throw new IllegalArgumentException(
          "reading has %d values, the pipeline %d fields"
              .formatted(reading.values().length, values.length));
    }
    long time = reading.timestampMillis();
    boolean first = newestMillis == Long.MIN_VALUE;
    if (!first && time < newestMillis - settings.grace().toMillis()) {
      return Arrival.LATE;
    }
    boolean inOrder = first || time >= newestMillis;
    take(time, reading.values());
    return inOrder ? Arrival.ON_TIME : Arrival.OUT_OF_ORDER;
  }

  private void take(long time, double[] arrived) {
    boolean first = newestMillis == Long.MIN_VALUE;
    double seconds = first ? Double.NaN : (time - lastMillis) / 1000.0;
    System.arraycopy(arrived, 0, raw, 0, raw.length);
    System.arraycopy(arrived, 0, values, 0, values.length);
    for (int f : counters) {
      values[f] = rate(f, raw[f], seconds);
    }
    lastMillis = time;
    newestMillis = Math.max(newestMillis, time);
  }

  /** Increase per second; missing after a gap, a reset or a step back in time. */
  private double rate(int f, double value, double seconds) {
    double previous = counterValue[f];
    counterValue[f] = value;
    boolean usable = seconds > 0 && value >= previous;
    return usable ? (value - previous) / seconds : Double.NaN;
  }

  /** Values of the reading that arrived, counters as rates; valid until the next arrival. */
  public double[] values() {
    return values;
  }

  /** Statistics from before the reading until {@link #item} is called. */
  public Normaliser normaliser() {
    return normaliser;
  }

  /** Newest event time seen, milliseconds since 1970. */
  public long newestMillis() {
    return newestMillis;
  }

  /** The reading as an item, learned by the normaliser; overwritten by the next call. */
  public float[] item() {
    normaliser.observe(values, item);
    return item;
  }

  /** Appends the reading that arrived last, as it came: its time and raw values. */
  public void writeInput(StateWriter out) {
    out.writeLong(lastMillis).writeDoubles(raw);
  }

  /** Takes once more a reading that arrived before, late or not; then comes {@link #item}. */
  public void replay(StateReader in) {
    long time = in.readLong();
    take(time, in.readDoubles(raw));
  }

  /** Makes this, of which nothing has been seen, the same entity with other fields. */
  public void adopt(EntityItems older, FieldMap fields) {
    newestMillis = older.newestMillis;
    lastMillis = older.lastMillis;
    fields.copy(older.counterValue, counterValue);
    normaliser.adopt(older.normaliser, fields);
  }

  /** Appends the whole state. */
  public void writeTo(StateWriter out) {
    out.writeLong(newestMillis).writeLong(lastMillis).writeDoubles(counterValue);
    normaliser.writeTo(out);
  }

  /** Replaces the whole state. */
  public void readFrom(StateReader in) {
    newestMillis = in.readLong();
    lastMillis = in.readLong();
    in.readDoubles(counterValue);
    normaliser.readFrom(in);
  }
}
