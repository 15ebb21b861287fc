package io.thalweg.model.text;

/**
 * A piece of a line: what it counts as, and where it stands.
 *
 * @param text what the token counts as: folded, masked or cut; never empty
 * @param from first character of the line it stands for
 * @param to one behind the last; more than {@code from}
 */
public record Token(String text, int from, int to) {

  /** Checks the place. */
  public Token {
    if (text.isEmpty() || from < 0 || to <= from) {
      throw new IllegalArgumentException(
          "token '%s' cannot stand at %d to %d of a line".formatted(text, from, to));
    }
  }
}
