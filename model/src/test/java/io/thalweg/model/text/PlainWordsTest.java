package io.thalweg.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainWordsTest {

  @Test
  void of_theExampleOfTheClass() {
    assertThat(String.join(" ", PlainWords.of("It's \"new\", isn't it?")))
        .isEqualTo("it's \" new \" , isn't it ?");
  }

  @Test
  void of_bothApostrophes_areOneWord() {
    assertThat(PlainWords.of("it\u2019s")).isEqualTo(PlainWords.of("It's"));
  }

  @Test
  void of_blanks_areNone() {
    assertThat(PlainWords.of(" \t ")).isEmpty();
  }

  @Test
  void of_manyWords_areAllKept() {
    assertThat(PlainWords.of("word ".repeat(100_000))).hasSize(100_000);
  }
}
