package io.thalweg.model.text;

import io.thalweg.model.spec.Spec;
import java.util.Optional;

/**
 * Tokens of a log line with its values masked, so that lines of one statement of a program share a
 * template.
 *
 * <p>A line is cut at blanks; punctuation at the ends of a piece is a token for each character.
 * What is left counts as {@code <uuid>}, {@code <mac>}, {@code <ip>} (version 4 and 6, with port or
 * prefix), {@code <time>} (dates and times of day), {@code <path>} or {@code <url>} if it looks
 * like one as a whole. Otherwise it is cut at punctuation inside ({@code key=value}, {@code a:b},
 * {@code f(x)}), and each part counts as {@code <hex>} or {@code <num>}, or as itself with its runs
 * of digits replaced. Case is kept: a log's words are written by programs.
 *
 * <p>Source: the preprocessing of He, Zhu, Zheng and Lyu 2017, "Drain: an online log parsing
 * approach with fixed depth tree"; its tree is not needed, since the masks alone make templates and
 * a learner generalises over words. A template that varies in plain words (user names) stays many.
 *
 * <p>Example: {@code "read /var/log/a.txt: 512 bytes at 0x7f"} has the template {@code read <path>
 * : <num> bytes at <hex>}.
 */
final class LogTokenizer implements Tokenizer {
  private static final String EDGE = ".,;:!?()[]{}<>\"'=|";
  private static final String INSIDE = ",;:!?()[]{}<>\"'=|";

  /**
   * Characters of a piece that may be a value as a whole: a longer one is taken apart, its digits
   * replaced. Patterns, which recurse, then need a bounded stack and a bounded time.
   */
  private static final int LONGEST_MASKED = 256;

  private final TextLimits limits;

  LogTokenizer(TextLimits limits) {
    this.limits = limits;
  }

  static LogTokenizer of(Spec spec) {
    spec.allow("longest.line", "longest.token", "most.tokens");
    return new LogTokenizer(TextLimits.of(spec));
  }

  @Override
  public TokenizedLine tokenize(String line) {
    TokenList tokens = new TokenList(line, limits);
    int at = 0;
    while (at < tokens.end && !tokens.full()) {
      int from = at;
      while (at < tokens.end && !WordTokenizer.isBlank(line.charAt(at))) {
        at++;
      }
      if (at > from) {
        piece(line, from, at, tokens);
      }
      at++;
    }
    return tokens.done();
  }

  /** Takes what stands between two blanks; an address may begin or end with a colon. */
  private static void piece(String line, int from, int to, TokenList tokens) {
    int first = from;
    int end = to;
    if (whole(line, first, end).isEmpty()) {
      while (first < end && isOneOf(EDGE, line.charAt(first))) {
        tokens.add(line.substring(first, first + 1), first, first + 1);
        first++;
      }
      while (end > first && isOneOf(EDGE, line.charAt(end - 1))) {
        end--;
      }
    }
    core(line, first, end, tokens);
    for (int at = end; at < to; at++) {
      tokens.add(line.substring(at, at + 1), at, at + 1);
    }
  }

  private static void core(String line, int from, int to, TokenList tokens) {
    Optional<String> mask = whole(line, from, to).or(() -> simple(line, from, to));
    if (mask.isPresent()) {
      tokens.add(mask.get(), from, to);
      return;
    }
    int start = from;
    for (int at = from; at < to && !tokens.full(); at++) {
      if (isOneOf(INSIDE, line.charAt(at))) {
        part(line, start, at, tokens);
        tokens.add(line.substring(at, at + 1), at, at + 1);
        start = at + 1;
        // key=/a/path, (10.0.0.1:80): what follows may again be one thing.
        Optional<String> rest = whole(line, start, to);
        if (rest.isPresent()) {
          tokens.add(rest.get(), start, to);
          return;
        }
      }
    }
    part(line, start, to, tokens);
  }

  /** Takes what stands between two punctuation marks. */
  private static void part(String line, int from, int to, TokenList tokens) {
    if (from < to) {
      Optional<String> mask = whole(line, from, to).or(() -> simple(line, from, to));
      tokens.add(mask.orElseGet(() -> LogMasks.withoutDigits(line.substring(from, to))), from, to);
    }
  }

  private static Optional<String> whole(String line, int from, int to) {
    return isShort(from, to) ? LogMasks.whole(line.substring(from, to)) : Optional.empty();
  }

  private static Optional<String> simple(String line, int from, int to) {
    return isShort(from, to) ? LogMasks.simple(line.substring(from, to)) : Optional.empty();
  }

  private static boolean isShort(int from, int to) {
    return from < to && to - from <= LONGEST_MASKED;
  }

  private static boolean isOneOf(String characters, char c) {
    return characters.indexOf(c) >= 0;
  }
}
