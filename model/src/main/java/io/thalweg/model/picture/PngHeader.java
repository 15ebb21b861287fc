package io.thalweg.model.picture;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Reads the chunks of a PNG file (ISO/IEC 15948) and hands on those that its pixels need: header,
 * palette, transparency, data and end. Compressed profiles and texts stay behind, packed.
 */
final class PngHeader {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

  /** Length, type and checksum. */
  private static final int FRAME = 12;

  /** What one byte of Deflate stands for at most (a run of 258 takes two bits). */
  private static final int MAX_INFLATION = 1032;

  private final byte[] file;
  private final PictureLimits limits;
  private final BytesInput kept;
  private final CRC32 crc = new CRC32();
  private int at;
  private long rawBytes;
  private long dataBytes;

  private PngHeader(byte[] file, PictureLimits limits, BytesInput kept) {
    this.file = file;
    this.limits = limits;
    this.kept = kept;
  }

  static boolean recognises(byte[] file) {
    if (file.length < SIGNATURE.length) {
      return false;
    }
    for (int i = 0; i < SIGNATURE.length; i++) {
      if (file[i] != SIGNATURE[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Walks through a file.
   *
   * @param kept filled with what a decoder is to see
   * @return the size the header announces, RGB for everything that is not plain grey
   */
  static PictureShape read(byte[] file, PictureLimits limits, BytesInput kept)
      throws PictureException {
    return new PngHeader(file, limits, kept).readAll();
  }

  private PictureShape readAll() throws PictureException {
    kept.clear(file.length);
    kept.append(SIGNATURE, 0, SIGNATURE.length);
    at = SIGNATURE.length;
    PictureShape read = readHeader();
    while (readChunk()) {
      // each chunk moves on
    }
    if (dataBytes * MAX_INFLATION < rawBytes) {
      throw new PictureException("The PNG has %d bytes of data, too few for %s.", dataBytes, read);
    }
    return read;
  }

  private PictureShape readHeader() throws PictureException {
    int length = lengthOfChunk();
    if (!typeAt(at).equals("IHDR") || length != 13) {
      throw new PictureException("The PNG does not begin with its header.");
    }
    int from = at + 8;
    int depth = file[from + 8];
    int type = file[from + 9];
    int samples = samples(type, depth);
    if (file[from + 10] != 0 || file[from + 11] != 0 || (file[from + 12] & 0xFE) != 0) {
      throw new PictureException("The PNG is packed in a way that no standard names.");
    }
    int channels = type == 0 || type == 4 ? PictureShape.GREY : PictureShape.RGB;
    PictureShape announced = limits.accept("PNG", intAt(from + 4), intAt(from), channels);
    rawBytes = announced.height() * (((long) announced.width() * samples * depth + 7) / 8);
    keepChunk(length);
    return announced;
  }

  /** Values of a pixel, by colour type; refuses depths that do not go with it. */
  private static int samples(int type, int depth) throws PictureException {
    int depths; // one bit for each depth that is allowed
    int samples;
    switch (type) {
      case 0 -> {
        depths = 1 | 2 | 4 | 8 | 16;
        samples = 1;
      }
      case 3 -> {
        depths = 1 | 2 | 4 | 8;
        samples = 1;
      }
      case 2, 4, 6 -> {
        depths = 8 | 16;
        samples = type == 2 ? 3 : type == 4 ? 2 : 4;
      }
      default -> throw new PictureException("The PNG has unknown colour type %d.", type);
    }
    if (Integer.bitCount(depth) != 1 || (depth & depths) == 0) {
      throw new PictureException("The PNG has %d bits with colour type %d.", depth, type);
    }
    return samples;
  }

  /** Reads one chunk; false after the last. */
  private boolean readChunk() throws PictureException {
    int length = lengthOfChunk();
    String type = typeAt(at);
    switch (type) {
      case "IDAT" -> {
        dataBytes += length;
        keepChunk(length);
      }
      case "PLTE", "tRNS" -> {
        if (length > 3 * 256) {
          throw new PictureException("The PNG is damaged: a palette of %d bytes.", length);
        }
        keepChunk(length);
      }
      case "IEND" -> keepChunk(length);
      case "acTL" -> throw new PictureException("The PNG is animated; one picture is read.");
      default -> {
        if (Character.isUpperCase(type.charAt(0))) { // critical, hence not to be left out
          throw new PictureException("The PNG has the unknown critical chunk '%s'.", type);
        }
        at += FRAME + length;
      }
    }
    return !type.equals("IEND");
  }

  private void keepChunk(int length) throws PictureException {
    crc.reset();
    crc.update(file, at + 4, 4 + length);
    if (crc.getValue() != intAt(at + 8 + length)) {
      throw new PictureException("The PNG is damaged: checksum of chunk '%s'.", typeAt(at));
    }
    kept.append(file, at, FRAME + length);
    at += FRAME + length;
  }

  private int lengthOfChunk() throws PictureException {
    long left = file.length - (long) at - FRAME;
    if (left < 0 || intAt(at) > left) {
      throw new PictureException(
          "The PNG is cut off: its %d bytes end before the picture does.", file.length);
    }
    return (int) intAt(at);
  }

  private String typeAt(int chunk) {
    String type = new String(file, chunk + 4, 4, StandardCharsets.ISO_8859_1);
    return type.replaceAll("[^A-Za-z]", "?");
  }

  /** Unsigned, big-endian. */
  private long intAt(int index) {
    return (file[index] & 0xFFL) << 24
        | (file[index + 1] & 0xFF) << 16
        | (file[index + 2] & 0xFF) << 8
        | file[index + 3] & 0xFF;
  }
}
