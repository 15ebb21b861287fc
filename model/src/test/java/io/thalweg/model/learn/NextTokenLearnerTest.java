package io.thalweg.model.learn;

import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.spec.Spec;
import java.util.Map;

/** A causal Transformer. */
final class NextTokenLearnerTest extends TokenLearnerContract {
  @Override
  Architecture architecture() {
    Spec encoder =
        new Spec(
            "transformer",
            Map.of(
                "vocabulary", 18, "layers", 1, "width", 16, "heads", 2, "context", 7, "window", 8));
    return new Architecture(
        1,
        encoder,
        new Spec("next-token", Map.of("vocabulary", VOCABULARY)),
        new Spec("softmax", Map.of("vocabulary", VOCABULARY)));
  }
}
