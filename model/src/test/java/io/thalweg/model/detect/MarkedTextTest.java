package io.thalweg.model.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MarkedTextTest {
  private static String marked(String text, int... surprising) {
    int[] from = new int[text.length()];
    int[] to = new int[text.length()];
    double[] bits = new double[text.length()];
    for (int i = 0; i < text.length(); i++) {
      from[i] = i;
      to[i] = i + 1;
      bits[i] = 0.5;
    }
    for (int i : surprising) {
      bits[i] = 9;
    }
    return new MarkedText(MarkedText.mark(text, from, to, bits), Optional.empty()).line();
  }

  @Test
  void mark_bytesThatTookManyBits_markTheirWords() {
    assertThat(marked("disk faild at 7", 7)).isEqualTo("disk »faild« at 7");
    assertThat(marked("disk faild  at 7", 7, 8, 9, 12)).isEqualTo("disk »faild  at« 7");
    assertThat(marked("all of it", 0, 4, 8)).isEqualTo("»all of it«");
    assertThat(marked("a bc d e", 0, 5)).isEqualTo("»a« bc »d« e");
    assertThat(marked("a bc d", 4, 1)).as("blanks").isEqualTo("a bc d");
    assertThat(marked("a bc d", 2, 4)).as("a word and its blank").isEqualTo("a »bc« d");
    assertThat(marked("nothing")).isEqualTo("nothing");
    assertThat(marked("")).isEmpty();
  }

  @Test
  void mark_tokensOfAnyLength_standWhereTheyAre() {
    String text = "user=root logged in";
    int[] from = {0, 4, 5, 10, 17};
    int[] to = {4, 5, 9, 16, 19};

    assertThat(MarkedText.mark(text, from, to, new double[] {1, 1, 9, 1, 8}))
        .isEqualTo("»user=root« logged »in«");
  }

  @Test
  void text_ofALineLikeAKnownOne_saysWhich() {
    MarkedText text = new MarkedText("a »b«", Optional.of("a c"));

    assertThat(text.text("parts")).isEqualTo("a »b« (most like: a c)");
  }

  @Test
  void line_controlCharacters_areBlank() {
    assertThat(marked("a\u001b[2Jb")).isEqualTo("a [2Jb");
  }
}
