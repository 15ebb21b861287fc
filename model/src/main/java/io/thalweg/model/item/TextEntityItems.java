package io.thalweg.model.item;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An entity's way from texts to token ids. State: when the last text came. */
public final class TextEntityItems implements EntityItems {
  private static final byte END = '\n';

  private final TextItems settings;
  private final ArrivalOrder order;
  private byte[] tokens = {};

  /** An entity of which nothing has been seen. */
  public TextEntityItems(TextItems settings) {
    this.settings = settings;
    order = new ArrivalOrder(settings.grace());
  }

  @Override
  public Arrival arrive(Reading reading) {
    if (!(reading.content() instanceof Content.Text line)) {
      throw new IllegalArgumentException(
          "a text is wanted, not " + reading.content().getClass().getSimpleName());
    }
    Arrival arrival = order.of(reading.timestampMillis());
    if (arrival != Arrival.LATE) {
      byte[] bytes = line.text().getBytes(StandardCharsets.UTF_8);
      tokens = Arrays.copyOf(bytes, Math.min(bytes.length + 1, settings.mostTokens()));
      tokens[tokens.length - 1] = END;
      order.take(reading.timestampMillis());
    }
    return arrival;
  }

  /** Tokens of the text that arrived last, the line feed at the end among them; a byte each. */
  public byte[] tokens() {
    return tokens;
  }

  @Override
  public float[] items() {
    float[] ids = new float[tokens.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = tokens[i] & 0xff;
    }
    return ids;
  }

  @Override
  public long newestMillis() {
    return order.newestMillis();
  }

  @Override
  public ScalePrior scales() {
    return ScalePrior.UNIT;
  }

  /** Ids have no scale. */
  @Override
  public void startFrom(ScalePrior prior, int weight) {}

  @Override
  public void adopt(EntityItems older, FieldMap fields) {
    order.adopt(((TextEntityItems) older).order);
  }

  @Override
  public void writeInput(StateWriter out) {
    out.writeLong(order.lastMillis()).writeInt(tokens.length);
    out.room(tokens.length).put(tokens);
  }

  @Override
  public void replay(StateReader in) {
    long time = in.readLong();
    tokens = new byte[in.readCount(1)];
    in.need(tokens.length).get(tokens);
    order.take(time);
  }

  @Override
  public void writeTo(StateWriter out) {
    order.writeTo(out);
  }

  @Override
  public void readFrom(StateReader in) {
    order.readFrom(in);
  }
}
