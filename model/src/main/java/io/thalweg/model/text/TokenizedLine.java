package io.thalweg.model.text;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A line and its tokens, in order, each with its place, so that an alert can mark them in the line
 * as it was written. Immutable.
 *
 * @param line as it came
 * @param tokens at most as many as the limits allow
 * @param complete whether the limits left nothing out
 */
public record TokenizedLine(String line, List<Token> tokens, boolean complete) {

  /** Copies the list. */
  public TokenizedLine {
    tokens = List.copyOf(tokens);
  }

  /** What the line is an instance of: its tokens, a blank between each two. */
  public String template() {
    return tokens.stream().map(Token::text).collect(Collectors.joining(" "));
  }

  /** The characters a token stands for, before they were folded or masked. */
  public String original(Token token) {
    return line.substring(token.from(), token.to());
  }
}
