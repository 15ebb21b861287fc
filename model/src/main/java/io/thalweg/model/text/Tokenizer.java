package io.thalweg.model.text;

import java.util.OptionalInt;

/**
 * Cuts a line into tokens.
 *
 * <p>Stateless: the same line gives the same tokens, in every process and thread. Tokens come in
 * the order of their places and are never empty; characters between two of them (blanks) belong to
 * none. A line without tokens is allowed. Time and memory: linear in the line, bounded by {@link
 * TextLimits}. Which id a token has is not its matter, see {@link HashedIds}.
 */
public interface Tokenizer {

  /** Tokens of a line, which is decoded text without its line feed ({@link LineDecoder}). */
  TokenizedLine tokenize(String line);

  /**
   * How many tokens there are, where they are their own ids: the text of each is then one
   * character, whose number is the id. Empty where words have no end.
   */
  default OptionalInt vocabulary() {
    return OptionalInt.empty();
  }
}
