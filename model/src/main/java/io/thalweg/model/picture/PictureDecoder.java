package io.thalweg.model.picture;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Decodes the bytes of an image file: JPEG, PNG, PGM and PPM.
 *
 * <p><b>Formats.</b> The first bytes decide, never a name.
 *
 * <ul>
 *   <li>JPEG: sequential and progressive with Huffman coding, 8 bits, grey, YCbCr or RGB. CMYK and
 *       YCCK, arithmetic coding, lossless and hierarchical ones are refused. Bytes after the end of
 *       the image are ignored.
 *   <li>PNG: every colour type and depth; 16 bits are rounded to 8, transparent pixels laid on
 *       black. Animated ones are refused.
 *   <li>PGM and PPM, binary (P5, P6) and plain (P2, P3), with a maximum of 1 to 65535, which
 *       becomes 255. Exactly one picture.
 * </ul>
 *
 * Everything else is refused: one needless decoder is one more way in. Values are taken as they
 * are: colour profiles, gamma and the orientation of a camera (EXIF) are ignored.
 *
 * <p><b>Hostile bytes.</b> The header is read by a parser of our own, and sizes are compared with
 * {@link PictureLimits} and with the bytes at hand before anything is allocated. The JDK's own
 * decoders (and no plug-in of the class path) then get the file anew, with nothing in it but what
 * its pixels need, so that compressed profiles, texts and thumbnails are never unpacked. Damage
 * that the decoder notices is an error and not a picture with a grey half. Memory: at most 8 bytes
 * a pixel of Java arrays (a 16-bit PNG with transparency) or 6 bytes a pixel of native memory (a
 * progressive JPEG), besides a copy of the file and the picture itself.
 *
 * <p><b>Cost.</b> On one core about 0.4 ms for a colour JPEG of 320 x 240 decoded to grey, 0.6 ms
 * to RGB: for grey only its brightness channel is decoded at all. Readers and buffers are reused,
 * so a decoder is one thread's. After an error it can be used on.
 */
public final class PictureDecoder {
  private final List<PictureFormat> formats =
      List.of(new JpegFormat(), new PngFormat(), new NetpbmFormat());
  private final PictureLimits limits;
  private final PictureScaler scaler = new PictureScaler();

  /** A decoder that accepts what the limits allow. */
  public PictureDecoder(PictureLimits limits) {
    this.limits = limits;
  }

  /**
   * Decodes a picture in its own size: grey if the file is, else RGB.
   *
   * @param file the bytes of the file, untouched
   * @throws PictureException whatever is wrong with the bytes
   */
  public Picture decode(byte[] file) throws PictureException {
    Picture borrowed = formatOf(file).decode(file, PictureShape.RGB, limits);
    return new Picture(borrowed.shape(), borrowed.pixels().clone());
  }

  /**
   * Decodes a picture and brings it to a shape (see {@link PictureScaler}).
   *
   * @param file the bytes of the file, untouched
   * @throws PictureException whatever is wrong with the bytes
   */
  public Picture decode(byte[] file, PictureShape shape) throws PictureException {
    return scaler.scale(formatOf(file).decode(file, shape.channels(), limits), shape);
  }

  private PictureFormat formatOf(byte[] file) throws PictureException {
    for (PictureFormat format : formats) {
      if (format.recognises(file)) {
        return format;
      }
    }
    if (file.length == 0) {
      throw new PictureException("There are no bytes, hence no picture.");
    }
    throw new PictureException(
        "A picture is JPEG, PNG, PGM or PPM, not %s, which begins with %s.",
        OtherFormat.nameOf(file),
        HexFormat.ofDelimiter(" ").formatHex(Arrays.copyOf(file, Math.min(8, file.length))));
  }
}
