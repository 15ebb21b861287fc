package io.thalweg.model.picture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** PNG, through the JDK's decoder: every colour type and depth becomes 8 bits of grey or RGB. */
final class PngFormat implements PictureFormat {
  private static final int MAX = 255;

  private final JdkReader reader = new JdkReader("PNG");
  private final BytesInput kept = new BytesInput();

  @Override
  public boolean recognises(byte[] file) {
    return PngHeader.recognises(file);
  }

  @Override
  public Picture decode(byte[] file, int channels, PictureLimits limits) throws PictureException {
    PictureShape shape = PngHeader.read(file, limits, kept);
    return toPicture(reader.read(kept, null), shape);
  }

  private static Picture toPicture(BufferedImage image, PictureShape shape) {
    byte[] pixels = new byte[shape.values()]; // [height, width, channels]
    Raster raster = image.getRaster();
    if (image.getColorModel() instanceof IndexColorModel palette) {
      copyPalette(raster, colours(palette), shape, pixels);
    } else if (raster.getTransferType() == DataBuffer.TYPE_BYTE
        && raster.getNumBands() == shape.channels()
        && image.getColorModel().getComponentSize(0) == 8) {
      raster.getDataElements(0, 0, shape.width(), shape.height(), pixels);
    } else {
      int max = (1 << image.getColorModel().getComponentSize(0)) - 1;
      copyValues(raster, max, shape, pixels);
    }
    return new Picture(shape, pixels);
  }

  /** Red, green and blue of every entry, laid on black: {@code [entries, 3]}. */
  private static byte[] colours(IndexColorModel palette) {
    byte[] colours = new byte[3 * palette.getMapSize()];
    for (int entry = 0; entry < palette.getMapSize(); entry++) {
      int alpha = palette.getAlpha(entry);
      colours[3 * entry] = onBlack(palette.getRed(entry), alpha);
      colours[3 * entry + 1] = onBlack(palette.getGreen(entry), alpha);
      colours[3 * entry + 2] = onBlack(palette.getBlue(entry), alpha);
    }
    return colours;
  }

  private static void copyPalette(
      Raster raster, byte[] colours, PictureShape shape, byte[] pixels) {
    int[] row = new int[shape.width()];
    int at = 0;
    for (int y = 0; y < shape.height(); y++) {
      raster.getPixels(0, y, shape.width(), 1, row);
      for (int entry : row) {
        for (int channel = 0; channel < shape.channels(); channel++) {
          pixels[at++] = colours[3 * entry + channel];
        }
      }
    }
  }

  private static void copyValues(Raster raster, int max, PictureShape shape, byte[] pixels) {
    int bands = raster.getNumBands();
    boolean transparent = bands > shape.channels(); // the last band is alpha
    int[] row = new int[shape.width() * bands];
    int at = 0;
    for (int y = 0; y < shape.height(); y++) {
      raster.getPixels(0, y, shape.width(), 1, row);
      for (int pixel = 0; pixel < row.length; pixel += bands) {
        int alpha = transparent ? toByte(row[pixel + bands - 1], max) : MAX;
        for (int channel = 0; channel < shape.channels(); channel++) {
          pixels[at++] = onBlack(toByte(row[pixel + channel], max), alpha);
        }
      }
    }
  }

  private static int toByte(int value, int max) {
    return (value * MAX + max / 2) / max;
  }

  private static byte onBlack(int value, int alpha) {
    return (byte) ((value * alpha + MAX / 2) / MAX);
  }
}
