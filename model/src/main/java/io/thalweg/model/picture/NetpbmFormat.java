package io.thalweg.model.picture;

/**
 * PGM and PPM: {@code P5} and {@code P6} binary, {@code P2} and {@code P3} as decimal numbers. A
 * header of width, height and maximum, with comments from {@code #} to the end of the line, and
 * then exactly one picture.
 */
final class NetpbmFormat implements PictureFormat {
  private static final int MAX = 255;
  private static final int MAX_MAXIMUM = 65_535;

  @Override
  public boolean recognises(byte[] file) {
    return file.length >= 3
        && file[0] == 'P'
        && (file[1] == '2' || file[1] == '3' || file[1] == '5' || file[1] == '6')
        && (NetpbmText.isSpace(file[2]) || file[2] == '#');
  }

  @Override
  public Picture decode(byte[] file, int channels, PictureLimits limits) throws PictureException {
    boolean colour = file[1] == '3' || file[1] == '6';
    String format = colour ? "PPM" : "PGM";
    NetpbmText text = new NetpbmText(file, 2, format);
    long width = text.number(Integer.MAX_VALUE);
    long height = text.number(Integer.MAX_VALUE);
    int max = text.number(MAX_MAXIMUM);
    if (max == 0) {
      throw new PictureException(
          "The %s has a maximum of 0; 1 to %d is allowed.", format, MAX_MAXIMUM);
    }
    PictureShape shape =
        limits.accept(format, height, width, colour ? PictureShape.RGB : PictureShape.GREY);
    boolean binary = file[1] == '5' || file[1] == '6';
    return binary ? binary(file, text.data(), max, shape, format) : plain(text, max, shape, format);
  }

  private static Picture binary(byte[] file, int data, int max, PictureShape shape, String format)
      throws PictureException {
    int width = max > MAX ? 2 : 1; // bytes of a value
    long expected = (long) shape.values() * width;
    if (file.length - data != expected) {
      throw new PictureException(
          "The %s has %d bytes of pixels instead of %d.", format, file.length - data, expected);
    }
    byte[] pixels = new byte[shape.values()]; // [height, width, channels]
    if (max == MAX) {
      System.arraycopy(file, data, pixels, 0, pixels.length);
      return new Picture(shape, pixels);
    }
    for (int i = 0; i < pixels.length; i++) {
      int first = file[data + i * width] & 0xFF;
      int value = width == 1 ? first : first << 8 | (file[data + 2 * i + 1] & 0xFF);
      pixels[i] = toByte(value, max, format);
    }
    return new Picture(shape, pixels);
  }

  private static Picture plain(NetpbmText text, int max, PictureShape shape, String format)
      throws PictureException {
    // Each number takes a digit and, but for the last, a space: what is not there is not allocated.
    if (2L * shape.values() - 1 > text.left()) {
      throw new PictureException("The %s has too few numbers for %s.", format, shape);
    }
    byte[] pixels = new byte[shape.values()]; // [height, width, channels]
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = toByte(text.number(MAX_MAXIMUM), max, format);
    }
    text.requireEnd();
    return new Picture(shape, pixels);
  }

  private static byte toByte(int value, int max, String format) throws PictureException {
    if (value > max) {
      throw new PictureException(
          "The %s has a value of %d above its maximum of %d.", format, value, max);
    }
    return (byte) ((value * MAX + max / 2) / max);
  }
}
