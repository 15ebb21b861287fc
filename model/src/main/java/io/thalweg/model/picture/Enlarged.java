package io.thalweg.model.picture;

/** A picture whose pixels are drawn as squares, so that each can be seen. */
final class Enlarged {
  private Enlarged() {}

  /** The picture itself for a factor of 1. */
  static Picture of(Picture picture, int factor) {
    if (factor == 1) {
      return picture;
    }
    PictureShape from = picture.shape();
    PictureShape shape =
        new PictureShape(from.height() * factor, from.width() * factor, from.channels());
    int channels = shape.channels();
    byte[] pixels = new byte[shape.values()]; // [height, width, channels]
    int at = 0;
    for (int y = 0; y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++) {
        int source = (y / factor * from.width() + x / factor) * channels;
        for (int channel = 0; channel < channels; channel++) {
          pixels[at++] = picture.pixels()[source + channel];
        }
      }
    }
    return new Picture(shape, pixels);
  }
}
