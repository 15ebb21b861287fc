package io.thalweg.streams.processor;

import io.thalweg.model.PipelinePlan;
import io.thalweg.model.item.ItemSettings;

/** Names of all that the bytes of an entity's state depend on. */
final class Layouts {
  private Layouts() {}

  static String learning(PipelinePlan plan) {
    return "learn/2/%s/%s".formatted(items(plan.items()), plan.learner().segmentShape());
  }

  static String serving(PipelinePlan plan) {
    return "serve/2/%s/%d/%s"
        .formatted(items(plan.items()), plan.serving().context(), plan.serving().calibration());
  }

  private static String items(ItemSettings items) {
    return items.fields().id()
        + "/"
        + new java.util.TreeSet<>(items.counters())
        + "/"
        + items.window();
  }
}
