package io.thalweg.model.item;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A token as floats before it has an id: its UTF-8 bytes, three to a float as a whole number below
 * 2^24, which a float holds exactly, zero behind the last. Segments and entities carry spellings,
 * since who makes them does not know the ids: a vocabulary that grows is the learner's.
 */
final class Spelling {
  /** Bytes in a float. */
  static final int BYTES = 3;

  private Spelling() {}

  /** Floats that hold so many bytes. */
  static int width(int bytes) {
    return (bytes + BYTES - 1) / BYTES;
  }

  /**
   * Writes a token; what does not fit is left out.
   *
   * @param item written from {@code at} on, {@code [width]}
   */
  static void write(String token, float[] item, int at, int width) {
    byte[] bytes =
        Arrays.copyOf(token.getBytes(StandardCharsets.UTF_8), width * BYTES); // cut or zeros behind
    for (int i = 0; i < width; i++) {
      int from = i * BYTES;
      item[at + i] =
          bytes[from] & 0xff | (bytes[from + 1] & 0xff) << 8 | (bytes[from + 2] & 0xff) << 16;
    }
  }

  /** The bytes of a token as characters U+0000 to U+00FF: a key that is made without decoding. */
  static String key(float[] item, int at, int width) {
    byte[] bytes = new byte[width * BYTES];
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      byte each = (byte) ((int) item[at + i / BYTES] >> 8 * (i % BYTES));
      if (each == 0) {
        break;
      }
      bytes[length++] = each;
    }
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }

  /** The text of a {@link #key}. */
  static String text(String key) {
    return new String(key.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
