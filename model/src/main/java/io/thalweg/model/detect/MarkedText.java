package io.thalweg.model.detect;

import java.util.Optional;

/**
 * A text with its surprising words marked, for people: {@code disk »faild« at sector 7}.
 *
 * @param line with marks, without control characters, at most {@value #LONGEST} characters
 * @param template the line of a kind that comes often which it is most like; empty where it is of
 *     that kind, or none is known
 */
public record MarkedText(String line, Optional<String> template) implements Evidence {
  private static final int LONGEST = 400;
  private static final char OPEN = '\u00bb';
  private static final char CLOSE = '\u00ab';

  /** Bits from which on a token is worth a mark, if it is among the text's most surprising. */
  private static final double LEAST_BITS = 4;

  private static final double SHARE_OF_MOST = 0.4;

  /** Makes both readable and short. */
  public MarkedText {
    line = readable(line);
    template = template.map(MarkedText::readable);
  }

  /**
   * Marks the words that a token of many bits is in; neighbours share a mark.
   *
   * @param text as it came
   * @param from first character of each token
   * @param to one behind its last
   * @param bits of each token
   */
  public static String mark(String text, int[] from, int[] to, double[] bits) {
    double most = 0;
    for (double each : bits) {
      most = Math.max(most, each);
    }
    double least = Math.max(LEAST_BITS, SHARE_OF_MOST * most);
    StringBuilder line = new StringBuilder();
    int written = 0;
    for (int i = 0; i < bits.length; i++) {
      int first = firstOfWord(text, from[i], to[i]);
      if (bits[i] >= least && first >= written && first < to[i]) {
        int start = startOfWord(text, first);
        int end = endOfWord(text, to[i]);
        if (line.length() > 0 && text.substring(written, start).isBlank()) {
          line.setLength(line.length() - 1); // the last mark goes on
          line.append(text, written, end).append(CLOSE);
        } else {
          line.append(text, written, start).append(OPEN).append(text, start, end).append(CLOSE);
        }
        written = end;
      }
    }
    return line.append(text, written, text.length()).toString();
  }

  /** A blank is no word, surprising or not; where a token is nothing else, one behind it. */
  private static int firstOfWord(String text, int from, int to) {
    int first = from;
    while (first < to && Character.isWhitespace(text.charAt(first))) {
      first++;
    }
    return first;
  }

  private static int startOfWord(String text, int from) {
    int start = from;
    while (start > 0 && !Character.isWhitespace(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private static int endOfWord(String text, int to) {
    int end = to;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** A text for people: without control characters, at most {@value #LONGEST} characters. */
  public static String readable(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 3) + "...";
  }

  /** The line says it all. */
  @Override
  public String text(String parts) {
    return template.map(known -> line + " (most like: " + known + ")").orElse(line);
  }

  @Override
  public String events() {
    return "lines";
  }
}
