package io.thalweg.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What holds for every tokenizer, whatever the line. */
abstract class TokenizerContract {
  private static final TextLimits TIGHT = new TextLimits(12, 8, 3);

  /** The tokenizer within limits. */
  abstract Tokenizer tokenizer(TextLimits limits);

  @Property(tries = 500)
  void tokenize_anyLine_placesRiseWithinTheLineAndTheLimitsHold(@ForAll String line) {
    for (TextLimits limits : List.of(TextLimits.DEFAULT, TIGHT)) {
      TokenizedLine found = tokenizer(limits).tokenize(line);

      assertThat(found.line()).isEqualTo(line);
      assertThat(found.tokens()).hasSizeLessThanOrEqualTo(limits.mostTokens());
      int from = 0;
      for (Token token : found.tokens()) {
        assertThat(token.from()).isGreaterThanOrEqualTo(from);
        assertThat(token.to()).isLessThanOrEqualTo(Math.min(line.length(), limits.longestLine()));
        assertThat(token.text()).hasSizeLessThanOrEqualTo(limits.longestToken());
        from = token.from();
      }
    }
  }

  @Property(tries = 200)
  void tokenize_printable_leavesOutNothingButBlanks(@ForAll String any) {
    String line = any.replaceAll("[^\\x20-\\x7e]", " ");
    boolean[] covered = new boolean[line.length()];
    for (Token token : tokenizer(TextLimits.DEFAULT).tokenize(line).tokens()) {
      IntStream.range(token.from(), token.to()).forEach(i -> covered[i] = true);
    }
    for (int i = 0; i < covered.length; i++) {
      assertThat(covered[i] || line.charAt(i) == ' ').as("%s at %d", line, i).isTrue();
    }
  }

  @Test
  void tokenize_twice_isTheSame() {
    String line = "the gate /srv/a.b opened 3 times at 0x1f";
    assertThat(tokenizer(TextLimits.DEFAULT).tokenize(line))
        .isEqualTo(tokenizer(TextLimits.DEFAULT).tokenize(line));
  }

  @Test
  void tokenize_withinLimits_isComplete_beyondAny_isNot() {
    assertThat(tokenizer(TIGHT).tokenize("a b").complete()).isTrue();
    assertThat(tokenizer(TIGHT).tokenize("a b c d").complete()).isFalse();
    assertThat(tokenizer(TIGHT).tokenize("abcdefghijklm").complete()).isFalse();
  }

  @Test
  void tokenize_nothing_hasNoTokens() {
    TokenizedLine found = tokenizer(TextLimits.DEFAULT).tokenize("");
    assertThat(found.tokens()).isEmpty();
    assertThat(found.complete()).isTrue();
  }
}
