package io.thalweg.model.picture;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the segments of a JPEG file (ITU-T T.81, annex B) and hands on those that its pixels need:
 * tables, frame and scans. Profiles, thumbnails, comments and whatever follows the end stay behind.
 *
 * <p>The colour space is told as libjpeg tells it and written into the new file in the one way that
 * leaves nothing to guess: with a JFIF segment for YCbCr and grey, an Adobe one for RGB.
 */
final class JpegHeader {
  private static final byte[] START = {(byte) 0xFF, (byte) 0xD8};
  private static final byte[] END = {(byte) 0xFF, (byte) 0xD9};
  private static final byte[] JFIF_ID = "JFIF\0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ADOBE_ID = "Adobe".getBytes(StandardCharsets.US_ASCII);

  /** Version 1.1, no units, density 1 x 1, no thumbnail. */
  private static final byte[] JFIF = {
    (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
  };

  /** Version 100, no flags, transform 0: the three channels are red, green and blue. */
  private static final byte[] ADOBE_RGB = {
    (byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
  };

  /** Where an Adobe segment says how the channels were transformed, counted from its name. */
  private static final int ADOBE_TRANSFORM = 11;

  /**
   * Scans a file may have: libjpeg's own progressive files have 10. Each scan walks through all
   * blocks of the picture, however few bytes it has.
   */
  private static final int MAX_SCANS = 32;

  /**
   * Pixels of one byte at most: a block of 8 x 8 takes a bit at least, that of its DC coefficient.
   */
  private static final int MAX_PIXELS_PER_BYTE = 8 * 64;

  private final byte[] file;
  private final PictureLimits limits;
  private final BytesInput kept;
  private int at;
  private int scans;
  private boolean jfif;
  private int adobeTransform;
  private boolean adobe;
  private @Nullable PictureShape shape;
  private boolean rgb;

  private JpegHeader(byte[] file, PictureLimits limits, BytesInput kept) {
    this.file = file;
    this.limits = limits;
    this.kept = kept;
  }

  static boolean recognises(byte[] file) {
    return file.length >= 3 && file[0] == START[0] && file[1] == START[1] && file[2] == (byte) 0xFF;
  }

  /**
   * Walks through a file.
   *
   * @param kept filled with what a decoder is to see
   */
  static JpegHeader read(byte[] file, PictureLimits limits, BytesInput kept)
      throws PictureException {
    JpegHeader header = new JpegHeader(file, limits, kept);
    header.readAll();
    return header;
  }

  /** The picture's size and channels. */
  PictureShape shape() {
    if (shape == null) {
      throw new IllegalStateException("no frame was read");
    }
    return shape;
  }

  /** Whether the file holds red, green and blue, so that there is no channel of brightness. */
  boolean rgb() {
    return rgb;
  }

  private void readAll() throws PictureException {
    kept.clear(file.length + JFIF.length);
    kept.append(START, 0, START.length);
    at = START.length;
    while (readSegment()) {
      // each segment moves on
    }
    kept.append(END, 0, END.length);
  }

  /** Reads one marker and its segment; false at the end of the image. */
  private boolean readSegment() throws PictureException {
    int marker = readMarker();
    if (marker == 0xD9) {
      if (scans == 0) {
        throw new PictureException("The JPEG ends before its picture begins.");
      }
      return false;
    }
    if (marker < 0xC0 || (marker >= 0xD0 && marker <= 0xD8)) {
      throw new PictureException("The JPEG is damaged: marker %02X is out of place.", marker);
    }
    int from = at;
    int length = readLength();
    switch (marker) {
      case 0xC0, 0xC1, 0xC2 -> readFrame(from, length);
      case 0xC4, 0xDB, 0xDD -> keep(from, length); // Huffman and quantisation tables, restarts
      case 0xDA -> readScan(from, length);
      case 0xE0 -> jfif |= begins(JFIF_ID, from, length);
      case 0xEE -> readAdobe(from, length);
      default -> refuseOtherFrames(marker);
    }
    return true;
  }

  private int readMarker() throws PictureException {
    if (byteAt(at++) != 0xFF) {
      throw new PictureException("The JPEG is damaged: no marker at byte %d.", at - 1);
    }
    int marker = byteAt(at++);
    while (marker == 0xFF) { // fill bytes
      marker = byteAt(at++);
    }
    return marker;
  }

  private int readLength() throws PictureException {
    int length = shortAt(at);
    if (length < 2) {
      throw new PictureException("The JPEG is damaged: a segment of length %d.", length);
    }
    byteAt(at + length - 1);
    at += length;
    return length;
  }

  private void readFrame(int from, int length) throws PictureException {
    if (shape != null) {
      throw new PictureException("The JPEG is damaged: it has a second frame.");
    }
    if (length < 8 || length != 8 + 3 * byteAt(from + 7)) {
      throw new PictureException("The JPEG is damaged: a frame header of length %d.", length);
    }
    int bits = byteAt(from + 2);
    int channels = byteAt(from + 7);
    if (bits != 8) {
      throw new PictureException("The JPEG has %d bits a value; 8 are read.", bits);
    }
    if (channels != PictureShape.GREY && channels != PictureShape.RGB) {
      throw new PictureException(
          "The JPEG has %d channels%s; 1 (grey) and 3 (YCbCr or RGB) are read.",
          channels, channels == 4 ? " (CMYK or YCCK)" : "");
    }
    shape = limits.accept("JPEG", shortAt(from + 3), shortAt(from + 5), channels);
    if (shape.pixels() / MAX_PIXELS_PER_BYTE > file.length) {
      throw new PictureException("The JPEG has %d bytes, too few for %s.", file.length, shape);
    }
    rgb = channels == PictureShape.RGB && holdsRgb(from);
    byte[] colours = rgb ? ADOBE_RGB : JFIF;
    kept.append(colours, 0, colours.length);
    keep(from, length);
  }

  /** As libjpeg decides: JFIF means YCbCr, then Adobe's segment, then the names of the channels. */
  private boolean holdsRgb(int from) throws PictureException {
    if (jfif) {
      return false;
    }
    if (adobe) {
      return adobeTransform == 0;
    }
    return byteAt(from + 8) == 'R' && byteAt(from + 11) == 'G' && byteAt(from + 14) == 'B';
  }

  private void readAdobe(int from, int length) throws PictureException {
    if (begins(ADOBE_ID, from, length) && length - 2 > ADOBE_TRANSFORM) {
      adobe = true;
      adobeTransform = byteAt(from + 2 + ADOBE_TRANSFORM);
    }
  }

  private void readScan(int from, int length) throws PictureException {
    if (shape == null) {
      throw new PictureException("The JPEG is damaged: a scan before the frame.");
    }
    if (++scans > MAX_SCANS) {
      throw new PictureException("The JPEG has more than %d scans.", MAX_SCANS);
    }
    keep(from, length);
    int data = at;
    while (!(byteAt(at) == 0xFF && endsData(byteAt(at + 1)))) {
      at++;
    }
    kept.append(file, data, at - data);
  }

  /** Whether what follows an FF within a scan is a marker, and neither data nor a restart. */
  private static boolean endsData(int next) {
    return next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7);
  }

  private static void refuseOtherFrames(int marker) throws PictureException {
    if (marker >= 0xC3 && marker <= 0xCF) {
      throw new PictureException(
          "The JPEG is lossless, hierarchical or arithmetically coded (marker %02X), "
              + "which is not read.",
          marker);
    }
  }

  private void keep(int from, int length) {
    kept.append(file, from - 2, 2 + length);
  }

  private boolean begins(byte[] id, int from, int length) {
    return length - 2 >= id.length
        && Arrays.equals(file, from + 2, from + 2 + id.length, id, 0, id.length);
  }

  private int shortAt(int index) throws PictureException {
    return byteAt(index) << 8 | byteAt(index + 1);
  }

  private int byteAt(int index) throws PictureException {
    if (index >= file.length) {
      throw new PictureException(
          "The JPEG is cut off: its %d bytes end before the picture does.", file.length);
    }
    return file[index] & 0xFF;
  }
}
