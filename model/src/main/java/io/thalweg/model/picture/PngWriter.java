package io.thalweg.model.picture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes pictures as PNG files of 8 bits grey or RGB.
 *
 * <p>Each row is stored as its difference to the one above (filter "up"): the enlarged pictures
 * people are shown repeat their rows, and then take next to nothing. The pixels read back are
 * exactly those written. Stateless.
 */
public final class PngWriter {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
  private static final byte DEPTH = 8;
  private static final byte GREY_TYPE = 0;
  private static final byte RGB_TYPE = 2;
  private static final byte UP = 2;

  private PngWriter() {}

  /** The bytes of a file with the picture. */
  public static byte[] write(Picture picture) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(SIGNATURE);
    writeChunk(file, "IHDR", header(picture.shape()));
    writeChunk(file, "IDAT", deflated(filtered(picture)));
    writeChunk(file, "IEND", new byte[0]);
    return file.toByteArray();
  }

  private static byte[] header(PictureShape shape) {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    header.writeBytes(bigEndian(shape.width()));
    header.writeBytes(bigEndian(shape.height()));
    header.write(DEPTH);
    header.write(shape.channels() == PictureShape.GREY ? GREY_TYPE : RGB_TYPE);
    header.writeBytes(new byte[3]); // Deflate, the five filters, not interlaced
    return header.toByteArray();
  }

  /** Each row with its filter's number in front: {@code [height, 1 + width * channels]}. */
  private static byte[] filtered(Picture picture) {
    int row = picture.shape().width() * picture.shape().channels();
    byte[] pixels = picture.pixels();
    byte[] filtered = new byte[picture.shape().height() * (1 + row)];
    int to = 0;
    for (int from = 0; from < pixels.length; from += row) {
      filtered[to++] = UP;
      for (int i = from; i < from + row; i++) {
        filtered[to++] = (byte) (i < row ? pixels[i] : pixels[i] - pixels[i - row]);
      }
    }
    return filtered;
  }

  private static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(bytes);
      deflater.finish();
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      while (!deflater.finished()) {
        packed.write(buffer, 0, deflater.deflate(buffer));
      }
      return packed.toByteArray();
    } finally {
      deflater.end(); // its memory is not the collector's
    }
  }

  private static void writeChunk(ByteArrayOutputStream file, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    file.writeBytes(bigEndian(data.length));
    file.writeBytes(name);
    file.writeBytes(data);
    file.writeBytes(bigEndian((int) crc.getValue()));
  }

  private static byte[] bigEndian(int value) {
    return new byte[] {
      (byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value
    };
  }
}
