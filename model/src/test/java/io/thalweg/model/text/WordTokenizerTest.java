package io.thalweg.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordTokenizerTest extends TokenizerContract {

  @Override
  Tokenizer tokenizer(TextLimits limits) {
    return new WordTokenizer(limits, false);
  }

  private static List<String> words(String line, boolean fold) {
    return new WordTokenizer(TextLimits.DEFAULT, fold)
        .tokenize(line).tokens().stream().map(Token::text).toList();
  }

  @Test
  void tokenize_sentence_foldsCaseAndKeepsPunctuationApart() {
    assertThat(words("It's 3.5 km, SHE said.", false))
        .containsExactly("it's", "3.5", "km", ",", "she", "said", ".");
  }

  @Test
  void tokenize_quotedWord_apostrophesAroundItAreApart() {
    assertThat(words("'so'", false)).containsExactly("'", "so", "'");
  }

  @Test
  void tokenize_numbersFolded_countAsOneWord() {
    assertThat(words("1,024.5 of v2 in 7.", true))
        .containsExactly("<num>", "of", "v2", "in", "<num>", ".");
  }

  @Test
  void tokenize_accentsAndOtherScripts_areOfTheWord() {
    // An e with a combining acute accent, Greek capitals, and a letter beyond the first plane.
    assertThat(words("cafe\u0301 \u0394\u0388\u039b \ud835\udc00x", false))
        .containsExactly("cafe\u0301", "\u03b4\u03ad\u03bb", "\ud835\udc00x");
  }

  @Test
  void tokenize_longWord_isCutButStandsWhereItStood() {
    Tokenizer tight = tokenizer(new TextLimits(100, 8, 100));
    assertThat(tight.tokenize("unmistakable").tokens())
        .containsExactly(new Token("unmistak", 0, 12));
  }
}
