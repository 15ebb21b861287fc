package io.thalweg.streams.decode;

import com.fasterxml.jackson.core.JsonParser;
import io.thalweg.model.item.Content;
import io.thalweg.model.text.LineDecoder;
import io.thalweg.model.text.TextLimits;
import java.io.IOException;
import java.util.Arrays;

/**
 * The one field that is a text, wherever it comes from; what is no text is NON_TEXT. What is no
 * UTF-8 becomes U+FFFD and is counted, for a log that has a stray byte in it is still a log. The
 * end of the line is no part of the text.
 */
final class TextValues implements FieldValues {
  /** Characters that are looked at, more than any text has tokens; what follows is left out. */
  private static final int LONGEST = 1 << 20;

  private static final LineDecoder LINES =
      new LineDecoder(
          new TextLimits(
              LONGEST, TextLimits.DEFAULT.longestToken(), TextLimits.DEFAULT.mostTokens()));

  private final EventAssembly assembly;
  private int replaced;

  TextValues(EventAssembly assembly) {
    this.assembly = assembly;
  }

  /** Decodes bytes of a record; nothing is thrown whatever they hold. */
  static LineDecoder.Line decode(byte[] bytes) {
    return LINES.decode(bytes);
  }

  /** Says what has been replaced already in the record of which texts come as characters. */
  void replaced(int sequences) {
    replaced = sequences;
  }

  /** Takes a text as it was sent. */
  void take(byte[] bytes) {
    LineDecoder.Line line = decode(bytes);
    take(line.text(), line.replaced());
  }

  private void take(String text, int sequences) {
    assembly.content(new Content.Text(text.stripTrailing(), sequences));
  }

  @Override
  public void text(int field, JsonParser parser) throws IOException {
    take(parser.getText(), replaced);
  }

  @Override
  public void text(int field, byte[] bytes, int length) {
    take(Arrays.copyOf(bytes, length));
  }

  @Override
  public void number(int field, double value) throws Rejection {
    throw assembly.nonText(field, "a number");
  }

  @Override
  public void other(int field, String what) throws Rejection {
    throw assembly.nonText(field, what);
  }
}
