package io.thalweg.model.detect;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A text with its surprising words marked, for people: {@code disk »faild« at sector 7}.
 *
 * @param line with marks, without control characters, at most 400 characters
 */
public record MarkedText(String line) implements Evidence {
  private static final int LONGEST = 400;
  private static final String OPEN = "\u00bb";
  private static final String CLOSE = "\u00ab";

  /** Bits from which on a byte is worth a mark, if it is among the text's most surprising. */
  private static final double LEAST_BITS = 4;

  private static final double SHARE_OF_MOST = 0.4;

  /**
   * Marks the words that a byte of many bits is in; neighbours share a mark.
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
    StringBuilder line = new StringBuilder();
    int text = utf8.length > 0 && utf8[utf8.length - 1] == '\n' ? utf8.length - 1 : utf8.length;
    boolean open = false;
    for (int from = 0; from < text; ) {
      int end = endOfWord(utf8, from, text);
      boolean marked = largest(bits, from, end) >= least;
      if (marked != open) {
        int blanks = trailingBlanks(line);
        line.insert(line.length() - (open ? blanks : 0), open ? CLOSE : OPEN);
        open = marked;
      }
      int next = endOfBlanks(utf8, end, text);
      line.append(new String(utf8, from, next - from, StandardCharsets.UTF_8));
      from = next;
    }
    if (open) {
      line.append(CLOSE);
    }
    return new MarkedText(shortened(line.toString()));
  }

  private static int endOfWord(byte[] utf8, int from, int text) {
    int end = from;
    while (end < text && utf8[end] != ' ') {
      end++;
    }
    return Math.max(end, from);
  }

  private static int endOfBlanks(byte[] utf8, int from, int text) {
    int end = from;
    while (end < text && utf8[end] == ' ') {
      end++;
    }
    return end;
  }

  private static int trailingBlanks(StringBuilder line) {
    int blanks = 0;
    while (blanks < line.length() && line.charAt(line.length() - 1 - blanks) == ' ') {
      blanks++;
    }
    return blanks;
  }

  private static double largest(double[] bits, int from, int to) {
    double largest = 0;
    for (int i = from; i < to; i++) {
      largest = Math.max(largest, bits[i]);
    }
    return largest;
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
