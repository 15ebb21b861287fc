package io.thalweg.model.text;

import java.util.ArrayList;
import java.util.List;

/** Tokens of one line in the making, within the limits. */
final class TokenList {
  private final String line;
  private final TextLimits limits;
  private final List<Token> tokens = new ArrayList<>();

  /** One behind the last character looked at; between two characters of one code point never. */
  final int end;

  private boolean full;

  TokenList(String line, TextLimits limits) {
    this.line = line;
    this.limits = limits;
    end = wholeUpTo(line, limits.longestLine());
  }

  /** The largest length up to {@code most} that cuts no surrogate pair in two. */
  private static int wholeUpTo(String text, int most) {
    if (text.length() <= most) {
      return text.length();
    }
    return Character.isHighSurrogate(text.charAt(most - 1)) && most > 1 ? most - 1 : most;
  }

  /** Whether nothing more is taken. */
  boolean full() {
    return full;
  }

  void add(String text, int from, int to) {
    if (tokens.size() == limits.mostTokens()) {
      full = true;
    } else {
      tokens.add(new Token(text.substring(0, wholeUpTo(text, limits.longestToken())), from, to));
    }
  }

  TokenizedLine done() {
    return new TokenizedLine(line, tokens, !full && end == line.length());
  }
}
