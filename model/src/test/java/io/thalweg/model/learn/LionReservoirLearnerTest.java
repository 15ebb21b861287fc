package io.thalweg.model.learn;

import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.spec.Spec;
import io.thalweg.model.testing.Pipelines;
import io.thalweg.model.testing.SineStream;
import java.util.Map;

/** Everything that is not the default: Lion, a reservoir, an average of the weights. */
final class LionReservoirLearnerTest extends LearnerContract {
  @Override
  LearnerSettings settings(long seed) {
    Architecture architecture =
        new Architecture(
            SineStream.ITEMS.itemSize(),
            Pipelines.SMALL_CONV,
            Spec.of("next-item"),
            Spec.of("gaussian"));
    Spec lion =
        new Spec("lion", Map.of("rate", 1e-3, "warm.up", 10, "schedule", "constant", "decay", 0.1));
    return Pipelines.learner(architecture, lion, ReplayPolicy.RESERVOIR, 0.9, seed);
  }
}
