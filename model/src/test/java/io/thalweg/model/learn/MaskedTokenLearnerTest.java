package io.thalweg.model.learn;

import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.spec.Spec;
import java.util.Map;

/** A Transformer that sees both sides of a mask, and a loss that draws negatives. */
final class MaskedTokenLearnerTest extends TokenLearnerContract {
  @Override
  Architecture architecture() {
    Spec encoder =
        new Spec(
            "transformer",
            Map.of(
                "vocabulary",
                18,
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
    return new Architecture(
        1,
        encoder,
        new Spec("masked-token", Map.of("vocabulary", VOCABULARY, "share", 0.25)),
        new Spec("sampled-softmax", Map.of("vocabulary", VOCABULARY, "width", 16, "samples", 64)));
  }
}
