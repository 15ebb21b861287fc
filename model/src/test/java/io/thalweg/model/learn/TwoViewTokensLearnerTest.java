package io.thalweg.model.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.spec.Spec;
import java.util.Map;

/** Two views of lines of tokens, through a Transformer that sees all of a line. */
final class TwoViewTokensLearnerTest extends TokenLearnerContract {
  @Override
  Architecture architecture() {
    Spec encoder =
        new Spec(
            "transformer",
            Map.of(
                "vocabulary",
                VOCABULARY + 2,
                "layers",
                1,
                "width",
                16,
                "heads",
                2,
                "attention",
                "bidirectional",
                "length",
                8));
    Spec task = new Spec("two-view", Map.of("vocabulary", VOCABULARY, "projector.width", 8));
    return new Architecture(1, encoder, task, Spec.of("info-nce"));
  }

  /** Nothing is forecast: what is told apart is which line is which. */
  @Override
  void assertLearned(LearnEffect.Report first, LearnEffect.Report last) {
    assertThat(last.loss()).isLessThan(0.8 * first.loss());
    assertThat(last.huber()).as("no forecast of values").isNaN();
  }
}
