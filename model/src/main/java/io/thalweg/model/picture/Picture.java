package io.thalweg.model.picture;

import java.util.Arrays;

/**
 * A picture of unsigned 8-bit values, 0 dark and 255 bright.
 *
 * <p>The array is the picture's own from here on: it is not copied, and nobody modifies it. Equal
 * are pictures of equal shape and equal pixels.
 *
 * @param shape its size
 * @param pixels {@code [height, width, channels]}, row by row from the top left
 */
@SuppressWarnings("ArrayRecordComponent") // equality is defined below
public record Picture(PictureShape shape, byte[] pixels) {

  /** Checks the number of values. */
  public Picture {
    if (pixels.length != shape.values()) {
      throw new IllegalArgumentException(
          "%d values for a picture of %s, which has %d"
              .formatted(pixels.length, shape, shape.values()));
    }
  }

  /** The value at a place, 0 to 255. */
  public int value(int row, int column, int channel) {
    return pixels[(row * shape.width() + column) * shape.channels() + channel] & 0xFF;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Picture that
        && shape.equals(that.shape)
        && Arrays.equals(pixels, that.pixels);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(pixels);
  }

  @Override
  public String toString() {
    return "Picture[" + shape + "]";
  }
}
