package io.thalweg.model.picture;

import java.awt.image.BufferedImage;
import java.util.Random;

/** Pictures that tests make for themselves. */
final class Pictures {
  private Pictures() {}

  /** Independent values, every one of which may be anything. */
  static Picture noise(int height, int width, int channels, long seed) {
    Picture picture = blank(height, width, channels);
    new Random(seed).nextBytes(picture.pixels());
    return picture;
  }

  /** A soft ramp with an edge, of colours that stay well within their range. */
  static Picture scene(int height, int width, int channels) {
    Picture picture = blank(height, width, channels);
    int at = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int channel = 0; channel < channels; channel++) {
          int edge = x > width / 2 ? 40 : 0;
          picture.pixels()[at++] = (byte) (60 + 60 * y / height + edge + 20 * channel);
        }
      }
    }
    return picture;
  }

  static Picture blank(int height, int width, int channels) {
    PictureShape shape = new PictureShape(height, width, channels);
    return new Picture(shape, new byte[shape.values()]);
  }

  static Picture of(int height, int width, int channels, int... values) {
    Picture picture = blank(height, width, channels);
    for (int i = 0; i < picture.pixels().length; i++) {
      picture.pixels()[i] = (byte) values[i];
    }
    return picture;
  }

  static BufferedImage image(Picture picture) {
    PictureShape shape = picture.shape();
    boolean grey = shape.channels() == PictureShape.GREY;
    BufferedImage image =
        new BufferedImage(
            shape.width(),
            shape.height(),
            grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
    image.getRaster().setDataElements(0, 0, shape.width(), shape.height(), picture.pixels());
    return image;
  }

  /** The largest difference of two values at the same place. */
  static int worstDifference(Picture one, Picture other) {
    int worst = 0;
    for (int i = 0; i < one.pixels().length; i++) {
      worst = Math.max(worst, Math.abs((one.pixels()[i] & 0xFF) - (other.pixels()[i] & 0xFF)));
    }
    return worst;
  }
}
