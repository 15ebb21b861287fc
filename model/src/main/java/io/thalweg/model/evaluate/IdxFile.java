package io.thalweg.model.evaluate;

import io.thalweg.model.picture.Picture;
import io.thalweg.model.picture.PictureShape;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Reads files of the idx format with unsigned bytes, plain or gzipped, as MNIST and its likes come
 * in: two zero bytes, the type (8: unsigned byte), the number of dimensions, each dimension as a
 * big-endian integer, then the values. Three dimensions are grey pictures {@code [count, height,
 * width]}, one dimension is labels.
 *
 * <p>Source: LeCun, Cortes and Burges, "The MNIST database of handwritten digits".
 */
final class IdxFile {
  private static final int UNSIGNED_BYTE = 8;

  private IdxFile() {}

  /**
   * Reads pictures.
   *
   * @throws IOException with one sentence that names the file when it is not of the format
   */
  static List<Picture> pictures(Path file) throws IOException {
    try (DataInputStream in = open(file)) {
      int[] sizes = sizes(in, file, 3);
      PictureShape shape = shape(file, sizes);
      List<Picture> pictures = new ArrayList<>();
      for (int i = 0; i < sizes[0]; i++) {
        pictures.add(new Picture(shape, values(in, shape.values(), file)));
      }
      end(in, file);
      return pictures;
    }
  }

  private static PictureShape shape(Path file, int[] sizes) throws IOException {
    try {
      return new PictureShape(sizes[1], sizes[2], PictureShape.GREY);
    } catch (IllegalArgumentException e) {
      throw new IOException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * Reads labels, as decimal numbers.
   *
   * @throws IOException with one sentence that names the file when it is not of the format
   */
  static List<String> labels(Path file) throws IOException {
    try (DataInputStream in = open(file)) {
      int count = sizes(in, file, 1)[0];
      List<String> labels = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        labels.add(Integer.toString(values(in, 1, file)[0] & 0xFF));
      }
      end(in, file);
      return labels;
    }
  }

  private static DataInputStream open(Path file) throws IOException {
    InputStream raw = Files.newInputStream(file);
    try {
      return new DataInputStream(
          new java.io.BufferedInputStream(
              file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw));
    } catch (IOException e) {
      raw.close();
      throw new IOException("%s is not gzipped: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static int[] sizes(DataInputStream in, Path file, int dimensions) throws IOException {
    try {
      int magic = in.readInt();
      if (magic != (UNSIGNED_BYTE << 8 | dimensions)) {
        throw new IOException(
            "%s is not an idx file of unsigned bytes in %d dimensions".formatted(file, dimensions));
      }
      int[] sizes = new int[dimensions];
      for (int d = 0; d < dimensions; d++) {
        sizes[d] = in.readInt();
      }
      if (sizes[0] < 0) {
        throw new IOException("%s says it has %d entries".formatted(file, sizes[0]));
      }
      return sizes;
    } catch (EOFException e) {
      throw new IOException("%s ends within its header".formatted(file), e);
    }
  }

  private static byte[] values(DataInputStream in, int count, Path file) throws IOException {
    byte[] values = new byte[count];
    try {
      in.readFully(values);
    } catch (EOFException e) {
      throw new IOException("%s ends before its last entry".formatted(file), e);
    }
    return values;
  }

  private static void end(DataInputStream in, Path file) throws IOException {
    if (in.read() >= 0) {
      throw new IOException("%s goes on behind its last entry".formatted(file));
    }
  }
}
