package io.thalweg.model.item;

import io.thalweg.model.picture.PictureShape;
import io.thalweg.model.state.PixelFloats;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;

/**
 * A camera's way from pictures to items. State: when the last picture came. What is stored of a
 * picture is a byte per value.
 */
public final class PictureEntityItems implements EntityItems {
  private final PictureItems settings;
  private final ArrivalOrder order;
  private final byte[] pixels;
  private final float[] picture;
  private final float[] patches;

  /** A camera of which nothing has been seen. */
  public PictureEntityItems(PictureItems settings) {
    this.settings = settings;
    order = new ArrivalOrder(settings.grace());
    pixels = new byte[settings.shape().values()];
    picture = new float[pixels.length];
    patches = settings.patch().isPresent() ? new float[pixels.length] : picture;
  }

  @Override
  public Arrival arrive(Reading reading) {
    if (!(reading.content() instanceof Content.Image image)
        || !image.picture().shape().equals(settings.shape())) {
      throw new IllegalArgumentException(
          "a picture of %s is wanted, not %s".formatted(settings.shape(), shown(reading)));
    }
    Arrival arrival = order.of(reading.timestampMillis());
    if (arrival != Arrival.LATE) {
      System.arraycopy(image.picture().pixels(), 0, pixels, 0, pixels.length);
      take(reading.timestampMillis());
    }
    return arrival;
  }

  private static Object shown(Reading reading) {
    return reading.content() instanceof Content.Image image
        ? image.picture().shape()
        : reading.content().getClass().getSimpleName();
  }

  private void take(long timeMillis) {
    order.take(timeMillis);
    for (int i = 0; i < pixels.length; i++) {
      picture[i] = PixelFloats.of(pixels[i]);
    }
  }

  /** Shape of the pictures. */
  public PictureShape shape() {
    return settings.shape();
  }

  /** Whether an event is many items, one per patch. */
  public boolean inPatches() {
    return settings.patch().isPresent();
  }

  /** The picture that arrived last, {@code [height, width, channels]}; valid until the next. */
  public float[] picture() {
    return picture;
  }

  @Override
  public float[] items() {
    settings.grid().ifPresent(grid -> grid.cut(picture, patches));
    return patches;
  }

  @Override
  public long newestMillis() {
    return order.newestMillis();
  }

  @Override
  public ScalePrior scales() {
    return ScalePrior.UNIT;
  }

  /** Pixels have one scale. */
  @Override
  public void startFrom(ScalePrior prior, int weight) {}

  @Override
  public void adopt(EntityItems older, FieldMap fields) {
    order.adopt(((PictureEntityItems) older).order);
  }

  @Override
  public void writeInput(StateWriter out) {
    out.writeLong(order.lastMillis()).room(pixels.length).put(pixels);
  }

  @Override
  public void replay(StateReader in) {
    long time = in.readLong();
    in.need(pixels.length).get(pixels);
    take(time);
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
