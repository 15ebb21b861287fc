package io.thalweg.model.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.spec.Spec;
import io.thalweg.model.testing.Pipelines;
import io.thalweg.model.testing.SineStream;
import java.util.Map;

/** Noise taken off by a causal encoder, in squared scales. */
final class DenoisingLearnerTest extends LearnerContract {
  @Override
  LearnerSettings settings(long seed) {
    Architecture architecture =
        new Architecture(
            SineStream.ITEMS.itemSize(),
            Pipelines.SMALL_CONV,
            new Spec("denoising", Map.of("noise", 0.5, "drop", 0.2)),
            Spec.of("squared-error"));
    return Pipelines.learner(architecture, Pipelines.OPTIMIZER, ReplayPolicy.FIFO, 0, seed);
  }

  /**
   * The prediction of zero errs by the variance, 1; giving back what came by {@code .8 * .25 + .2 *
   * 1 = .4}.
   */
  @Override
  void assertLearned(LearnEffect.Report first, LearnEffect.Report last) {
    assertThat(last.loss()).isLessThan(0.3);
  }
}
