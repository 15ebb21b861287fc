package io.thalweg.model.text;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Cuts one stream of bytes into lines, see {@link TextLines}. */
final class LineReader {
  /** Bytes of a line at most. */
  static final int LONGEST = 1 << 20;

  /** Bytes looked at to tell text from other files. */
  private static final int BEGINNING = 8192;

  private static final char REPLACEMENT = '\uFFFD';

  private final BufferedInputStream in;
  private final TextLines.Visitor visitor;

  /** Reports what the constructor of a string would replace in silence. */
  private final CharsetDecoder strict =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);

  private final byte[] piece = new byte[BEGINNING];
  private byte[] line = new byte[256];
  private int length;
  private long lines;
  private long notUtf8;
  private long cut;

  LineReader(BufferedInputStream in, TextLines.Visitor visitor) {
    this.in = in;
    this.visitor = visitor;
  }

  TextLines.Tally read() throws IOException {
    if (isBinary()) {
      return new TextLines.Tally(0, 0, 0, 0, 1);
    }
    for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
      take(read);
    }
    if (length > 0) {
      end();
    }
    return new TextLines.Tally(1, lines, notUtf8, cut, 0);
  }

  private boolean isBinary() throws IOException {
    in.mark(BEGINNING);
    byte[] beginning = in.readNBytes(BEGINNING);
    in.reset();
    for (byte b : beginning) {
      if (b == 0) {
        return true;
      }
    }
    return false;
  }

  private void take(int read) {
    int from = 0;
    for (int at = 0; at < read; at++) {
      if (piece[at] == '\n') {
        append(from, at);
        end();
        from = at + 1;
      }
    }
    append(from, read);
  }

  private void append(int from, int to) {
    int more = to - from;
    if (length + more > LONGEST) {
      cut();
    }
    if (length + more > line.length) {
      line = Arrays.copyOf(line, Math.max(2 * line.length, length + more));
    }
    System.arraycopy(piece, from, line, length, more);
    length += more;
  }

  /** Gives all up to the last blank, or all if there is none, and goes on with the rest. */
  private void cut() {
    int blank = length;
    while (blank > 0 && line[blank - 1] != ' ') {
      blank--;
    }
    int upTo = blank == 0 ? length : blank;
    give(upTo);
    System.arraycopy(line, upTo, line, 0, length - upTo);
    length -= upTo;
    cut++;
  }

  private void end() {
    give(length > 0 && line[length - 1] == '\r' ? length - 1 : length);
    length = 0;
  }

  private void give(int upTo) {
    lines++;
    String text = new String(line, 0, upTo, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0 && !isUtf8(upTo)) {
      notUtf8++;
      text = new String(line, 0, upTo, StandardCharsets.ISO_8859_1);
    }
    visitor.line(text);
  }

  private boolean isUtf8(int upTo) {
    try {
      strict.decode(ByteBuffer.wrap(line, 0, upTo));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
