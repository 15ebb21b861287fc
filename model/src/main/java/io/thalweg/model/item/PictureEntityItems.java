package io.thalweg.model.item;

import io.thalweg.model.picture.Picture;
import io.thalweg.model.picture.PictureShape;
import io.thalweg.model.state.PixelFloats;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;

/** A camera's way from pictures to items. What is stored of a picture is a byte per value. */
public final class PictureEntityItems extends UnscaledItems {
  private final PictureItems settings;
  private final byte[] pixels;
  private final float[] picture;
  private final float[] patches;

  /** A camera of which nothing has been seen. */
  public PictureEntityItems(PictureItems settings) {
    super(settings.grace());
    this.settings = settings;
    pixels = new byte[settings.shape().values()];
    picture = new float[pixels.length];
    patches = settings.patch().isPresent() ? new float[pixels.length] : picture;
  }

  @Override
  void check(Content content) {
    if (!(content instanceof Content.Image image)
        || !image.picture().shape().equals(settings.shape())) {
      throw new IllegalArgumentException(
          "a picture of %s is wanted, not %s".formatted(settings.shape(), shown(content)));
    }
  }

  private static Object shown(Content content) {
    return content instanceof Content.Image image
        ? image.picture().shape()
        : content.getClass().getSimpleName();
  }

  @Override
  void take(Content content) {
    byte[] came = ((Content.Image) content).picture().pixels();
    System.arraycopy(came, 0, pixels, 0, pixels.length);
    fill();
  }

  private void fill() {
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

  /** The same as it came, a copy. */
  public Picture shown() {
    return new Picture(settings.shape(), pixels.clone());
  }

  @Override
  public float[] items() {
    settings.grid().ifPresent(grid -> grid.cut(picture, patches));
    return patches;
  }

  @Override
  void writeContent(StateWriter out) {
    out.room(pixels.length).put(pixels);
  }

  @Override
  void readContent(StateReader in) {
    in.need(pixels.length).get(pixels);
    fill();
  }
}
