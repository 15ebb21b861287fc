package io.thalweg.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.spec.Spec;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenizersTest {
  private static final String LINE = "Took 12 ms";

  private static String template(Spec spec) {
    return Tokenizers.create(spec).tokenize(LINE).template();
  }

  @Test
  void create_eachType_isItsTokenizer() {
    assertThat(template(Spec.of("bytes"))).isEqualTo("T o o k   1 2   m s");
    assertThat(template(Spec.of("words"))).isEqualTo("took 12 ms");
    assertThat(template(Spec.of("log"))).isEqualTo("Took <num> ms");
  }

  @Test
  void create_withOptions_heedsThem() {
    assertThat(template(new Spec("words", Map.of("numbers", "fold", "most.tokens", 2))))
        .isEqualTo("took <num>");
    assertThat(template(new Spec("log", Map.of("longest.line", 4)))).isEqualTo("Took");
  }

  @Test
  void create_addedByAJar_isFound() {
    assertThat(template(Spec.of("added-tokenizer"))).isEqualTo("Took 12 ms");
    assertThat(Tokenizers.create(Spec.of("added-tokenizer")).tokenize(LINE).tokens()).hasSize(1);
  }

  @Test
  void create_unknownTypeOrOption_saysWhatThereIs() {
    assertThatThrownBy(() -> Tokenizers.create(Spec.of("syllables")))
        .hasMessageContaining("syllables")
        .hasMessageContaining("bytes, huggingface, log, words");
    assertThatThrownBy(() -> Tokenizers.create(new Spec("log", Map.of("numbers", "fold"))))
        .hasMessageContaining("log has no option 'numbers'");
  }

  @Test
  void limits_outOfRange_areRefusedByName() {
    assertThatThrownBy(() -> new TextLimits(0, 8, 1)).hasMessageContaining("longestLine is 0");
    assertThatThrownBy(() -> new TextLimits(1, 7, 1)).hasMessageContaining("longestToken is 7");
    assertThatThrownBy(() -> new TextLimits(1, 8, 0)).hasMessageContaining("mostTokens is 0");
  }
}
