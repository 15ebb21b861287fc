package io.thalweg.model.learn;

import io.thalweg.model.testing.Pipelines;

/** Without the closed-form autoregression: what is learned, the network has learned. */
final class NetworkOnlyLearnerTest extends LearnerContract {
  @Override
  LearnerSettings settings(long seed) {
    return Pipelines.learner(Pipelines.SMALL_CONV, 0, seed);
  }
}
