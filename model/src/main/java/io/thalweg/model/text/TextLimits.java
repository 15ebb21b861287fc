package io.thalweg.model.text;

import io.thalweg.model.spec.Spec;

/**
 * How much of a line is looked at, so that one line costs a bounded time whatever it holds.
 *
 * @param longestLine characters; what follows is left out
 * @param longestToken characters of a token's text, 8 to 256, so that any mask fits; what follows
 *     does not count
 * @param mostTokens tokens of a line; those that follow are left out
 */
public record TextLimits(int longestLine, int longestToken, int mostTokens) {
  /** 65,536 characters, 64 a token, as many tokens. */
  public static final TextLimits DEFAULT = new TextLimits(65_536, 64, 65_536);

  private static final int MOST = 1 << 20;
  private static final int SHORTEST_TOKEN = 8;
  private static final int LONGEST_TOKEN = 256;

  /** Checks the ranges. */
  public TextLimits {
    within("longestLine", longestLine, 1, MOST);
    within("longestToken", longestToken, SHORTEST_TOKEN, LONGEST_TOKEN);
    within("mostTokens", mostTokens, 1, MOST);
  }

  /** Those of the options {@code longest.line}, {@code longest.token} and {@code most.tokens}. */
  static TextLimits of(Spec spec) {
    return new TextLimits(
        spec.integer("longest.line", DEFAULT.longestLine, 1, MOST),
        spec.integer("longest.token", DEFAULT.longestToken, SHORTEST_TOKEN, LONGEST_TOKEN),
        spec.integer("most.tokens", DEFAULT.mostTokens, 1, MOST));
  }

  private static void within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s is %d, allowed is %d to %d".formatted(name, value, least, most));
    }
  }
}
