package io.thalweg.model.detect;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A text with its surprising parts marked, for people: {@code disk »faild« at sector 7}.
 *
 * @param line with marks, without control characters, at most 400 characters
 */
public record MarkedText(String line) implements Evidence {
  private static final int LONGEST = 400;

  /** Bits from which on a byte is worth a mark, if it is among the text's most surprising. */
  private static final double LEAST_BITS = 4;

  private static final double SHARE_OF_MOST = 0.4;

  /**
   * Marks runs of bytes that took many bits.
   *
   * @param utf8 the text and a line feed
   * @param bits one per byte
   */
  public static MarkedText of(byte[] utf8, double[] bits) {
    double most = 0;
    for (double each : bits) {
      most = Math.max(most, each);
    }
    double least = Math.max(LEAST_BITS, SHARE_OF_MOST * most);
    byte[] open = "\u00bb".getBytes(StandardCharsets.UTF_8);
    byte[] close = "\u00ab".getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(5 * utf8.length + 4);
    boolean marked = false;
    for (int i = 0; i < utf8.length; i++) {
      boolean begins = (utf8[i] & 0xc0) != 0x80; // a mark must not part a character
      boolean wanted = bits[i] >= least;
      if (begins && wanted != marked) {
        out.put(wanted ? open : close);
        marked = wanted;
      }
      if (utf8[i] != '\n' || i + 1 < utf8.length) {
        out.put(utf8[i]);
      }
    }
    if (marked) {
      out.put(close);
    }
    return new MarkedText(
        shortened(new String(out.array(), 0, out.position(), StandardCharsets.UTF_8)));
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 3) + "...";
  }

  /** The line says it all. */
  @Override
  public String text(String parts) {
    return line;
  }

  @Override
  public String events() {
    return "lines";
  }

  /** A byte as people read it. */
  public static String shown(byte each) {
    if (each == '\n') {
      return "end";
    }
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(new byte[] {each})).toString();
      return Character.isISOControl(text.charAt(0)) ? hex(each) : "'" + text + "'";
    } catch (CharacterCodingException e) {
      return hex(each);
    }
  }

  private static String hex(byte each) {
    return "0x%02x".formatted(each & 0xff);
  }
}
