package io.thalweg.model;

import io.thalweg.model.item.ItemSettings;
import io.thalweg.model.learn.LearnerSettings;
import io.thalweg.model.serve.ServeSettings;
import java.time.Duration;

/**
 * Everything that decides what a pipeline computes from its records. Live topologies and the
 * backtest are built from the same plan, which is why they agree.
 *
 * @param items how readings become items
 * @param learner what is learned from them
 * @param serving how they are embedded and watched
 * @param publishEvery offsets between two publishing boundaries of a partition, at least 1
 * @param capacity events per second of stream time the learner takes; more are sampled, at least 1
 * @param mostEntities entities remembered per partition, at least 1
 * @param idle stream time after which a silent entity is forgotten
 */
public record PipelinePlan(
    ItemSettings items,
    LearnerSettings learner,
    ServeSettings serving,
    long publishEvery,
    double capacity,
    int mostEntities,
    Duration idle) {

  /** Checks the ranges. */
  public PipelinePlan {
    if (publishEvery < 1 || mostEntities < 1) {
      throw new IllegalArgumentException(
          "publishEvery and mostEntities must be at least 1, not %d and %d"
              .formatted(publishEvery, mostEntities));
    }
    if (!(capacity >= 1)) {
      throw new IllegalArgumentException("capacity must be at least 1, not " + capacity);
    }
  }

  /**
   * Whether events get surprises and alerts. Only what forecasts the next reading or frame has any;
   * everything else embeds.
   */
  public boolean watches() {
    return learner.architecture().watches();
  }
}
