package io.thalweg.model.picture;

/**
 * The size of a picture: {@code [height, width, channels]}.
 *
 * @param height rows, at least 1
 * @param width pixels of a row, at least 1; no more than {@link #MAX_PIXELS} pixels together
 * @param channels bytes of a pixel: 1 (grey) or 3 (red, green, blue)
 */
public record PictureShape(int height, int width, int channels) {
  /** Pixels a picture may have at most: 16 megapixels, 4096 x 4096. */
  public static final int MAX_PIXELS = 1 << 24;

  /** Channels of a grey picture. */
  public static final int GREY = 1;

  /** Channels of a colour picture. */
  public static final int RGB = 3;

  /** Checks the sizes. */
  public PictureShape {
    if (height < 1 || width < 1 || (long) height * width > MAX_PIXELS) {
      throw new IllegalArgumentException(
          "a picture is at least 1 x 1 and at most %d pixels, not %d x %d"
              .formatted(MAX_PIXELS, width, height));
    }
    if (channels != GREY && channels != RGB) {
      throw new IllegalArgumentException(
          "a picture has 1 channel (grey) or 3 (RGB), not " + channels);
    }
  }

  /** Pixels of the picture. */
  public int pixels() {
    return height * width;
  }

  /** Values of the picture, one byte each. */
  public int values() {
    return height * width * channels;
  }

  /** Width, height and colour, as people name them: {@code 320x240 grey}. */
  @Override
  public String toString() {
    return width + "x" + height + (channels == GREY ? " grey" : " RGB");
  }
}
