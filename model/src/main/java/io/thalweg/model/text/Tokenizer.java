package io.thalweg.model.text;

/**
 * Cuts a line into tokens.
 *
 * <p>Stateless: the same line gives the same tokens, in every process and thread. Tokens come in
 * the order of their places and are never empty; characters between two of them (blanks) belong to
 * none. A line without tokens is allowed. Time and memory: linear in the line, bounded by {@link
 * TextLimits}. Which id a token has is a {@link NumberedTokenizer}'s matter, or the learner's: see
 * {@link HashedIds}.
 */
public interface Tokenizer {

  /** Tokens of a line, which is decoded text without its line feed ({@link LineDecoder}). */
  TokenizedLine tokenize(String line);
}
