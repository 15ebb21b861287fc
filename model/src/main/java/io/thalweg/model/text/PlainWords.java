package io.thalweg.model.text;

import java.util.List;

/**
 * Words of a line of plain text, as {@link WordTokenizer} cuts them, for what learns words and not
 * their places: lower case, punctuation stands for itself, numbers are kept. The typographic
 * apostrophe becomes the plain one, so that both spellings are one word. Pure.
 *
 * <p>Example: {@code It's "new", isn't it?} is {@code it's " new " , isn't it ?}
 */
public final class PlainWords {
  private static final char TYPOGRAPHIC_APOSTROPHE = '\u2019';

  /** Lines are bounded by who reads them ({@link TextLines}). */
  private static final TextLimits LIMITS = new TextLimits(1 << 20, 64, 1 << 20);

  private static final Tokenizer TOKENIZER = new WordTokenizer(LIMITS, false);

  private PlainWords() {}

  /** The words, in order; none of a blank line. */
  public static List<String> of(String line) {
    return TOKENIZER.tokenize(line.replace(TYPOGRAPHIC_APOSTROPHE, '\'')).tokens().stream()
        .map(Token::text)
        .toList();
  }
}
