package io.thalweg.model.item;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A sensor's way from readings to items: counters to rates, normalisation.
 *
 * <p>Between {@link #arrive} and {@link #items}, {@link #values} and {@link #normaliser} show the
 * reading and the statistics from before it.
 */
public final class SensorEntityItems implements EntityItems {
  private final ArrivalOrder order;
  private final Normaliser normaliser;
  private final int[] counters; // indices of fields
  private final double[] counterValue;
  private final double[] raw;
  private final double[] values;
  private final float[] item;
  private final List<String> names;

  /** An entity of which nothing has been seen. */
  public SensorEntityItems(SensorItems settings) {
    order = new ArrivalOrder(settings.grace());
    int fields = settings.fields().size();
    normaliser = new Normaliser(fields, settings.window());
    names = settings.fields().names();
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

  @Override
  public Arrival arrive(Reading reading) {
    double[] arrived = reading.values();
    if (arrived.length != values.length) {
      throw new IllegalArgumentException(
          "reading has %d values, the pipeline %d fields".formatted(arrived.length, values.length));
    }
    Arrival arrival = order.of(reading.timestampMillis());
    if (arrival != Arrival.LATE) {
      take(reading.timestampMillis(), arrived);
    }
    return arrival;
  }

  private void take(long time, double[] arrived) {
    double seconds = order.secondsSinceLast(time);
    System.arraycopy(arrived, 0, raw, 0, raw.length);
    System.arraycopy(arrived, 0, values, 0, values.length);
    for (int f : counters) {
      values[f] = rate(f, raw[f], seconds);
    }
    order.take(time);
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

  /** Names of the fields. */
  public List<String> names() {
    return names;
  }

  /** Statistics from before the reading until {@link #items} is called. */
  public Normaliser normaliser() {
    return normaliser;
  }

  @Override
  public long newestMillis() {
    return order.newestMillis();
  }

  @Override
  public float[] items() {
    normaliser.observe(values, item);
    return item;
  }

  @Override
  public ScalePrior scales() {
    return normaliser.scales();
  }

  @Override
  public void startFrom(ScalePrior prior, int weight) {
    normaliser.startFrom(prior, weight);
  }

  @Override
  public void writeInput(StateWriter out) {
    out.writeLong(order.lastMillis()).writeDoubles(raw);
  }

  @Override
  public void replay(StateReader in) {
    long time = in.readLong();
    take(time, in.readDoubles(raw));
  }

  @Override
  public void adopt(EntityItems older, FieldMap fields) {
    SensorEntityItems sensor = (SensorEntityItems) older;
    order.adopt(sensor.order);
    fields.copy(sensor.counterValue, counterValue);
    normaliser.adopt(sensor.normaliser, fields);
  }

  @Override
  public void writeTo(StateWriter out) {
    order.writeTo(out);
    out.writeDoubles(counterValue);
    normaliser.writeTo(out);
  }

  @Override
  public void readFrom(StateReader in) {
    order.readFrom(in);
    in.readDoubles(counterValue);
    normaliser.readFrom(in);
  }
}
