package io.thalweg.model.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.spec.Spec;
import io.thalweg.model.testing.Pipelines;
import io.thalweg.model.testing.SineStream;
import java.util.Map;

/** Gaps filled in by a Transformer that sees both sides of them. */
final class MaskedItemLearnerTest extends LearnerContract {
  @Override
  LearnerSettings settings(long seed) {
    Spec encoder =
        new Spec(
            "transformer",
            Map.of(
                "attention", "bidirectional", "layers", 1, "width", 16, "heads", 2, "length", 8));
    Architecture architecture =
        new Architecture(
            SineStream.ITEMS.itemSize(),
            encoder,
            new Spec("masked-item", Map.of("share", 0.25)),
            Spec.of("gaussian"));
    return Pipelines.learner(architecture, Pipelines.OPTIMIZER, ReplayPolicy.FIFO, 0, seed);
  }

  /**
   * Not knowing anything costs {@code log(2 pi e) / 2 = 1.42} nats of a standard deviation of 1.
   * The least allowed is that of a deviation of {@code exp(-1) = .37}.
   */
  @Override
  void assertLearned(LearnEffect.Report first, LearnEffect.Report last) {
    assertThat(last.loss()).isLessThan(0.42);
  }
}
