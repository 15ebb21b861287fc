package io.thalweg.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ByteTokenizerTest extends TokenizerContract {
  private final NumberedTokenizer bytes = tokenizer(TextLimits.DEFAULT);

  @Override
  NumberedTokenizer tokenizer(TextLimits limits) {
    return new ByteTokenizer(limits);
  }

  /** The half of a surrogate pair is left to its own test: String writes it as a question mark. */
  @Property(tries = 300)
  void tokenize_anyText_idsAreItsUtf8(@ForAll String any) {
    String line = new String(any.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    byte[] expected = line.getBytes(StandardCharsets.UTF_8);
    List<Token> tokens = bytes.tokenize(line).tokens();
    assertThat(tokens).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(tokens.get(i).text()).isEqualTo(String.valueOf((char) (expected[i] & 0xff)));
    }
  }

  @Test
  void tokenize_twoBytesOfOneCharacter_standAtItsPlace() {
    // U+00E9 is C3 A9 in UTF-8.
    assertThat(bytes.tokenize("a\u00e9").tokens())
        .containsExactly(
            new Token("a", 0, 1), new Token("\u00c3", 1, 2), new Token("\u00a9", 1, 2));
  }

  @Test
  void tokenize_halfASurrogatePair_isAReplacementCharacter() {
    // U+FFFD is EF BF BD.
    assertThat(bytes.tokenize("\ud800").template()).isEqualTo("\u00ef \u00bf \u00bd");
  }

  @Test
  void decode_idsOfALineAndItsEnd_isTheLine() {
    String line = "na\u00efve \ud83d\ude00";
    List<Token> tokens = bytes.tokenize(line).tokens();
    int[] ids = new int[tokens.size() + 1];
    for (int i = 0; i < tokens.size(); i++) {
      ids[i] = bytes.id(tokens.get(i));
    }
    ids[tokens.size()] = bytes.end();

    assertThat(Arrays.stream(ids).max()).hasValue(0xf0); // the face's first byte
    assertThat(bytes.decode(ids, 0, ids.length)).isEqualTo(line + "\n");
  }
}
