package io.thalweg.streams.processor;

import io.thalweg.model.PipelinePlan;
import io.thalweg.streams.store.EntityLayout;

/** Names of all that the bytes of an entity's state depend on. */
final class Layouts {
  private Layouts() {}

  static EntityLayout learning(PipelinePlan plan) {
    return EntityLayout.of("learn/6/" + plan.learner().segmentShape(), plan.items());
  }

  static EntityLayout serving(PipelinePlan plan) {
    String kind = "serve/6/%d/%s".formatted(plan.serving().context(), plan.serving().calibration());
    return EntityLayout.of(kind, plan.items());
  }
}
