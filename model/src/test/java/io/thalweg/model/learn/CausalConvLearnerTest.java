package io.thalweg.model.learn;

import io.thalweg.model.testing.Pipelines;

final class CausalConvLearnerTest extends LearnerContract {
  @Override
  LearnerSettings settings(long seed) {
    return Pipelines.learner(Pipelines.SMALL_CONV, 4, seed);
  }
}
