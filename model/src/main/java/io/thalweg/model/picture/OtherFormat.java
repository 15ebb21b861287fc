package io.thalweg.model.picture;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Formats that are known by their first bytes, so that a refusal can name them. */
enum OtherFormat {
  GIF("GIF", "GIF8"),
  BMP("BMP", "BM"),
  TIFF("TIFF", "II*\0"),
  TIFF_BIG_ENDIAN("TIFF", "MM\0*"),
  WEBP("WebP or another RIFF file", "RIFF"),
  BITMAP("PBM", "P1"),
  PACKED_BITMAP("PBM", "P4"),
  ANY_MAP("PAM", "P7");

  private final String label;
  private final byte[] magic;

  OtherFormat(String label, String magic) {
    this.label = label;
    this.magic = magic.getBytes(StandardCharsets.US_ASCII);
  }

  static String nameOf(byte[] file) {
    for (OtherFormat format : values()) {
      byte[] magic = format.magic;
      if (file.length >= magic.length
          && Arrays.equals(file, 0, magic.length, magic, 0, magic.length)) {
        return format.label;
      }
    }
    return "an unknown format";
  }
}
