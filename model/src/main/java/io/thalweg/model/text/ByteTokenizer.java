package io.thalweg.model.text;

import io.thalweg.model.spec.Spec;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of a line in UTF-8: 256 tokens, no vocabulary, nothing unknown.
 *
 * <p>The text of a token is one character, U+0000 to U+00FF, whose number is the byte and the id.
 * The bytes of one character all stand at its place, so that marking any marks it. A half of a
 * surrogate pair, which has no bytes, counts as U+FFFD.
 *
 * <p>Example: {@code "a\u00e9"} has the tokens 97, 195 and 169; the last two stand at 1 to 2.
 */
final class ByteTokenizer implements NumberedTokenizer {
  private static final int BYTES = 256;
  private static final String[] TEXTS = texts();

  private final TextLimits limits;

  ByteTokenizer(TextLimits limits) {
    this.limits = limits;
  }

  static ByteTokenizer of(Spec spec) {
    spec.allow("longest.line", "longest.token", "most.tokens");
    return new ByteTokenizer(TextLimits.of(spec));
  }

  private static String[] texts() {
    String[] texts = new String[BYTES];
    for (int b = 0; b < BYTES; b++) {
      texts[b] = String.valueOf((char) b);
    }
    return texts;
  }

  @Override
  public int vocabulary() {
    return BYTES;
  }

  @Override
  public int id(Token token) {
    return token.text().charAt(0);
  }

  @Override
  public int end() {
    return '\n';
  }

  @Override
  public String decode(int[] ids, int from, int to) {
    byte[] bytes = new byte[to - from];
    for (int i = from; i < to; i++) {
      bytes[i - from] = (byte) ids[i];
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public TokenizedLine tokenize(String line) {
    TokenList tokens = new TokenList(line, limits);
    for (int at = 0; at < tokens.end && !tokens.full(); ) {
      int code = line.codePointAt(at);
      int next = at + Character.charCount(code);
      for (byte b : utf8(code)) {
        tokens.add(TEXTS[b & 0xff], at, next);
      }
      at = next;
    }
    return tokens.done();
  }

  private static byte[] utf8(int code) {
    boolean half = code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
    return Character.toString(half ? LineDecoder.REPLACEMENT : code)
        .getBytes(StandardCharsets.UTF_8);
  }
}
