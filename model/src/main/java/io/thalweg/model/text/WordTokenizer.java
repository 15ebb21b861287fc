package io.thalweg.model.text;

import io.thalweg.model.spec.Spec;
import java.util.Locale;

/**
 * Words in lower case, numbers, and every other character that is no blank for itself.
 *
 * <p>A word is a run of letters, marks and digits that begins with a letter, with apostrophes
 * inside ({@code don't}). A number is a run of digits, with points or commas between digits ({@code
 * 1,024.5}); it is kept as it is, or counts as {@value #NUMBER}. Lower case is that of no language.
 *
 * <p>Example: {@code "It's 3.5 km."} has the tokens {@code it's}, {@code 3.5}, {@code km} and
 * {@code .}
 */
final class WordTokenizer implements Tokenizer {
  /** Text of every number, where they are folded. */
  static final String NUMBER = "<num>";

  private final TextLimits limits;
  private final boolean foldNumbers;

  WordTokenizer(TextLimits limits, boolean foldNumbers) {
    this.limits = limits;
    this.foldNumbers = foldNumbers;
  }

  static WordTokenizer of(Spec spec) {
    spec.allow("longest.line", "longest.token", "most.tokens", "numbers");
    return new WordTokenizer(
        TextLimits.of(spec), spec.oneOf("numbers", "keep", "fold").equals("fold"));
  }

  @Override
  public TokenizedLine tokenize(String line) {
    TokenList tokens = new TokenList(line, limits);
    for (int at = 0; at < tokens.end && !tokens.full(); ) {
      int code = line.codePointAt(at);
      int next = at + Character.charCount(code);
      if (Character.isDigit(code)) {
        next = endOfNumber(line, next, tokens.end);
        tokens.add(foldNumbers ? NUMBER : line.substring(at, next), at, next);
      } else if (Character.isLetter(code)) {
        next = endOfWord(line, next, tokens.end);
        tokens.add(line.substring(at, next).toLowerCase(Locale.ROOT), at, next);
      } else if (!isBlank(code)) {
        tokens.add(line.substring(at, next), at, next);
      }
      at = next;
    }
    return tokens.done();
  }

  /** Blanks of all kinds and control characters. */
  static boolean isBlank(int code) {
    return Character.isWhitespace(code)
        || Character.isSpaceChar(code)
        || Character.isISOControl(code);
  }

  private static int endOfNumber(String line, int from, int end) {
    int at = from;
    while (at < end) {
      char c = line.charAt(at);
      boolean inside = (c == '.' || c == ',') && at + 1 < end && isDigit(line, at + 1);
      if (!inside && !isDigit(line, at)) {
        break;
      }
      at += inside ? 1 : Character.charCount(line.codePointAt(at));
    }
    return at;
  }

  private static boolean isDigit(String line, int at) {
    return Character.isDigit(line.codePointAt(at));
  }

  private static int endOfWord(String line, int from, int end) {
    int at = from;
    while (at < end) {
      int code = line.codePointAt(at);
      boolean inside =
          (code == '\'' || code == '\u2019')
              && at + 1 < end
              && Character.isLetter(line.codePointAt(at + 1));
      if (!inside && !isOfWord(code)) {
        break;
      }
      at += Character.charCount(code);
    }
    return at;
  }

  private static boolean isOfWord(int code) {
    int type = Character.getType(code);
    return Character.isLetterOrDigit(code)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }
}
