package io.thalweg.model.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Bytes of a topic to text: UTF-8, what is none replaced and counted, so that no line is lost for a
 * byte.
 *
 * <p>Each malformed sequence becomes one U+FFFD, as Unicode recommends and {@link String} does.
 * Memory: at most the limit's characters. Stateless, thread-safe.
 */
public final class LineDecoder {
  static final char REPLACEMENT = '\uFFFD';

  private final int longest;

  /** One that reads lines up to the limit. */
  public LineDecoder(TextLimits limits) {
    longest = limits.longestLine();
  }

  /**
   * Text of a record.
   *
   * @param text at most as long as the limit
   * @param replaced sequences that were no UTF-8
   * @param complete whether nothing was left out at the end
   */
  public record Line(String text, int replaced, boolean complete) {}

  /** Decodes a record; nothing is thrown whatever it holds. */
  public Line decode(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(Math.min(longest, bytes.length));
    int replaced = 0;
    CoderResult result = decoder.decode(in, out, true);
    while (result.isError() && out.hasRemaining()) {
      in.position(in.position() + result.length());
      out.put(REPLACEMENT);
      replaced++;
      result = decoder.decode(in, out, true);
    }
    return new Line(out.flip().toString(), replaced, result.isUnderflow());
  }
}
