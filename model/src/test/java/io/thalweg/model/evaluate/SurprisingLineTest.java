package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.spec.Spec;
import io.thalweg.model.text.TokenizedLine;
import io.thalweg.model.text.Tokenizers;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SurprisingLineTest {
  private static final TokenizedLine LINE =
      Tokenizers.create(Spec.of("log")).tokenize("fan 3 stopped at /rack/7");

  @Test
  void mark_tokensHalfAsSurprisingAsTheMost_areMarkedAsWritten() {
    assertThat(SurprisingLine.mark(LINE, new double[] {1, 0.5, 8, 3.9, 4, 0}))
        .isEqualTo("fan 3 >>stopped<< at >>/rack/7<<");
  }

  @Test
  void mark_surprisingTokensInARow_areMarkedTogether() {
    assertThat(SurprisingLine.mark(LINE, new double[] {9, 8, 7, 0, 9, 9}))
        .isEqualTo(">>fan 3 stopped<< at >>/rack/7<< >>end of line<<");
  }

  @Test
  void mark_surprisingEnd_isMarkedBehindTheLine() {
    assertThat(SurprisingLine.mark(LINE, new double[] {0, 0, 0, 0, 0, 5}))
        .isEqualTo("fan 3 stopped at /rack/7 >>end of line<<");
  }

  @Test
  void mark_nothingSurprising_isTheLine() {
    assertThat(SurprisingLine.mark(LINE, new double[6])).isEqualTo(LINE.line());
  }

  @Test
  void of_firstLine_hasNoNearestTemplate() {
    SurprisingLine line =
        SurprisingLine.of(1, LINE, new double[] {6, 0, 0, 0, 0, 0}, Optional.empty());
    assertThat(line.bits()).isEqualTo(1);
    assertThat(line.nearest()).isEmpty();
  }
}
