package io.thalweg.model.picture;

import java.util.Arrays;
import java.util.List;

/**
 * Lays pictures beside each other, such as what was predicted and what came, with a thin white line
 * between them. Stateless.
 */
public final class SideBySide {
  private static final int LINE = 2;
  private static final byte WHITE = (byte) 255;

  private SideBySide() {}

  /**
   * Lays out, from left to right.
   *
   * @param pictures at least one, all of one height; grey and RGB may be mixed
   * @param factor every pixel is drawn as a square of this side, at least 1
   * @return grey when all are, else RGB
   */
  public static Picture of(List<Picture> pictures, int factor) {
    PictureShape shape = shape(pictures, factor);
    byte[] pixels = new byte[shape.values()]; // [height, width, channels]
    Arrays.fill(pixels, WHITE);
    PictureScaler scaler = new PictureScaler();
    int left = 0;
    for (Picture picture : pictures) {
      PictureShape own = picture.shape();
      PictureShape coloured = new PictureShape(own.height(), own.width(), shape.channels());
      Picture part = Enlarged.of(scaler.scale(picture, coloured), factor);
      copy(part, pixels, left, shape);
      left += part.shape().width() + LINE;
    }
    return new Picture(shape, pixels);
  }

  private static PictureShape shape(List<Picture> pictures, int factor) {
    if (pictures.isEmpty() || factor < 1) {
      throw new IllegalArgumentException(
          "%d pictures, enlarged %d times".formatted(pictures.size(), factor));
    }
    PictureShape first = pictures.get(0).shape();
    int width = -LINE;
    int channels = PictureShape.GREY;
    for (Picture picture : pictures) {
      if (picture.shape().height() != first.height()) {
        throw new IllegalArgumentException(
            "pictures of %s and %s beside each other".formatted(first, picture.shape()));
      }
      width += LINE + picture.shape().width() * factor;
      channels = Math.max(channels, picture.shape().channels());
    }
    return new PictureShape(first.height() * factor, width, channels);
  }

  private static void copy(Picture part, byte[] pixels, int left, PictureShape shape) {
    int run = part.shape().width() * shape.channels();
    for (int y = 0; y < shape.height(); y++) {
      System.arraycopy(
          part.pixels(), y * run, pixels, (y * shape.width() + left) * shape.channels(), run);
    }
  }
}
