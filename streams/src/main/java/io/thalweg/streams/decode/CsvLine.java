package io.thalweg.streams.decode;

import java.util.Arrays;

/**
 * Splits one line of separated values (RFC 4180) into cells, without making strings. A line without
 * quotes is left where it is and only its bounds are noted; one with quotes is written, unquoted,
 * into a buffer that is kept for the next line. A line break at the end is dropped, within quotes
 * it is part of the cell.
 */
final class CsvLine {
  private final byte delimiter;
  private final int most;
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private byte[] unquoted = new byte[0];
  private byte[] text = unquoted;
  private int size;
  private int in; // while unquoting: where it reads
  private int out; // and where it writes

  /**
   * A splitter that keeps the bounds of at most {@code most} cells; further ones are only counted,
   * so that a line of a million delimiters costs no memory.
   */
  CsvLine(String delimiter, int most) {
    this.delimiter = (byte) delimiter.charAt(0);
    this.most = most;
  }

  /** Splits a line; the other methods then speak of its cells, until the next call. */
  void split(byte[] line) throws Rejection {
    size = 0;
    int end = withoutLineBreak(line);
    if (containsQuote(line, end)) {
      splitQuoted(line, end);
    } else {
      splitPlain(line, end);
    }
  }

  int size() {
    return size;
  }

  byte[] text() {
    return text;
  }

  /** Where the cell's text begins, blanks skipped. */
  int start(int cell) {
    int start = starts[cell];
    while (start < ends[cell] && isBlank(text[start])) {
      start++;
    }
    return start;
  }

  /** Where the cell's text ends, blanks skipped. */
  int end(int cell) {
    int start = start(cell);
    int end = ends[cell];
    while (end > start && isBlank(text[end - 1])) {
      end--;
    }
    return end;
  }

  private void splitPlain(byte[] line, int end) throws Rejection {
    text = line;
    int start = 0;
    for (int i = 0; i < end; i++) {
      byte b = line[i];
      if (b == delimiter) {
        cell(start, i);
        start = i + 1;
      } else if (b == '\n' || b == '\r') {
        throw malformed("a line break outside quotes");
      }
    }
    cell(start, end);
  }

  private void splitQuoted(byte[] line, int end) throws Rejection {
    if (unquoted.length < end) {
      unquoted = new byte[end];
    }
    text = unquoted;
    in = 0;
    out = 0;
    while (in <= end) {
      int start = out;
      if (in < end && line[in] == '"') {
        copyQuoted(line, end);
      } else {
        copyPlain(line, end);
      }
      if (in < end && line[in] != delimiter) {
        throw malformed("text behind a closing quote");
      }
      cell(start, out);
      in++;
    }
  }

  private void copyQuoted(byte[] line, int end) throws Rejection {
    for (in++; in < end; in++) {
      if (line[in] == '"') {
        in++;
        boolean closes = in == end || line[in] != '"';
        if (closes) {
          return;
        }
      }
      unquoted[out++] = line[in];
    }
    throw malformed("a quote that is not closed");
  }

  private void copyPlain(byte[] line, int end) throws Rejection {
    for (; in < end && line[in] != delimiter; in++) {
      byte b = line[in];
      if (b == '"' || b == '\n' || b == '\r') {
        throw malformed("a quote or line break inside an unquoted cell");
      }
      unquoted[out++] = b;
    }
  }

  private void cell(int start, int end) {
    if (size < most) {
      if (size == starts.length) {
        starts = Arrays.copyOf(starts, size * 2);
        ends = Arrays.copyOf(ends, size * 2);
      }
      starts[size] = start;
      ends[size] = end;
    }
    size++;
  }

  private static boolean containsQuote(byte[] line, int end) {
    for (int i = 0; i < end; i++) {
      if (line[i] == '"') {
        return true;
      }
    }
    return false;
  }

  private static int withoutLineBreak(byte[] line) {
    int end = line.length;
    if (end > 0 && line[end - 1] == '\n') {
      end--;
    }
    return end > 0 && line[end - 1] == '\r' ? end - 1 : end;
  }

  /** A tab may be the delimiter, but then it never is inside a plain cell. */
  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  private static Rejection malformed(String what) {
    return new Rejection(RejectReason.MALFORMED, "the line has " + what);
  }
}
