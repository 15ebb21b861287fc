package io.thalweg.model.learn;

import io.thalweg.model.spec.Spec;
import io.thalweg.model.testing.Pipelines;
import java.util.Map;

final class GruLearnerTest extends LearnerContract {
  @Override
  LearnerSettings settings(long seed) {
    return Pipelines.learner(new Spec("gru", Map.of("hidden", 8, "context", 4)), 4, seed);
  }
}
