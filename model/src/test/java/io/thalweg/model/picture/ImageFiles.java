package io.thalweg.model.picture;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Files that tests make for themselves, good ones and ones no writer would write. */
final class ImageFiles {
  static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

  private ImageFiles() {}

  static byte[] jpeg(Picture picture) {
    return written("jpeg", Pictures.image(picture), false);
  }

  static byte[] progressiveJpeg(Picture picture) {
    return written("jpeg", Pictures.image(picture), true);
  }

  static byte[] interlacedPng(Picture picture) {
    return written("png", Pictures.image(picture), true);
  }

  static byte[] gif(Picture picture) {
    return written("gif", Pictures.image(picture), false);
  }

  static byte[] bmp(Picture picture) {
    return written("bmp", Pictures.image(picture), false);
  }

  static byte[] png(RenderedImage image) {
    return written("png", image, false);
  }

  /** The bands as they are, with neither colour conversion nor a marker that names the colours. */
  static byte[] jpegOfBands(Raster raster) {
    return written("jpeg", new IIOImage(raster, null, null), false);
  }

  private static byte[] written(String format, RenderedImage image, boolean progressive) {
    return written(format, new IIOImage(image, null, null), progressive);
  }

  private static byte[] written(String format, IIOImage image, boolean progressive) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
      writer.setOutput(out);
      ImageWriteParam param = writer.getDefaultWriteParam();
      if (progressive) {
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      writer.write(null, image, param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return file.toByteArray();
  }

  /** A PNG of a header and any chunks, which need not fit together. */
  static byte[] png(int width, int height, int depth, int type, byte[]... chunks) {
    byte[] header =
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put((byte) depth)
            .put((byte) type)
            .array();
    byte[] file = joined(PNG_SIGNATURE, chunk("IHDR", header));
    for (byte[] chunk : chunks) {
      file = joined(file, chunk);
    }
    return joined(file, chunk("IEND"));
  }

  static byte[] chunk(String type, byte... data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    return ByteBuffer.allocate(12 + data.length)
        .putInt(data.length)
        .put(name)
        .put(data)
        .putInt((int) crc.getValue())
        .array();
  }

  /** Pixel data of rows that each begin with their filter. */
  static byte[] idat(int... rows) {
    return chunk("IDAT", deflated(bytes(rows)));
  }

  static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater(9);
    deflater.setInput(bytes);
    deflater.finish();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    while (!deflater.finished()) {
      packed.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return packed.toByteArray();
  }

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  static byte[] netpbm(String header, int... pixels) {
    return joined(header.getBytes(StandardCharsets.US_ASCII), bytes(pixels));
  }

  static byte[] joined(byte[] one, byte[] other) {
    return ByteBuffer.allocate(one.length + other.length).put(one).put(other).array();
  }

  /** The file with bytes put in at a place. */
  static byte[] inserted(byte[] file, int at, byte[] part) {
    byte[] before = Arrays.copyOf(file, at);
    return joined(joined(before, part), Arrays.copyOfRange(file, at, file.length));
  }

  /** The length of a marker segment stands in its first two bytes after the marker. */
  static byte[] segment(int marker, byte[] data) {
    return ByteBuffer.allocate(4 + data.length)
        .put((byte) 0xFF)
        .put((byte) marker)
        .putShort((short) (2 + data.length))
        .put(data)
        .array();
  }

  /** Where a marker's FF stands. */
  static int indexOf(byte[] file, int marker) {
    for (int i = 0; i + 1 < file.length; i++) {
      if (file[i] == (byte) 0xFF && file[i + 1] == (byte) marker) {
        return i;
      }
    }
    throw new IllegalArgumentException("no marker " + Integer.toHexString(marker));
  }

  static BufferedImage image(int type, int width, int height, int[] argb) {
    BufferedImage image = new BufferedImage(width, height, type);
    image.setRGB(0, 0, width, height, argb, 0, width);
    return image;
  }
}
