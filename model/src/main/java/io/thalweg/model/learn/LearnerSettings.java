package io.thalweg.model.learn;

import io.thalweg.model.item.FieldSet;
import io.thalweg.model.item.ItemSettings;
import io.thalweg.model.item.SegmentShape;
import io.thalweg.model.item.SensorItems;
import io.thalweg.model.optim.Optimizers;
import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.spec.Spec;
import java.util.Set;

/**
 * Everything that decides what a learner does with its inputs. Two learners with equal settings
 * that fold equal inputs have equal state.
 *
 * @param pipeline name of the pipeline
 * @param items how events become items
 * @param architecture encoder, task, objective
 * @param length items learned per segment
 * @param stride items from one segment to the next
 * @param batch segments per optimizer step
 * @param every events per optimizer step; smaller than {@code batch * length}: segments are learned
 *     more than once, from the replay buffer
 * @param replayBytes budget of the replay buffer
 * @param replayPolicy what leaves it when it is full
 * @param optimizer rule that updates the weights, with its learning rate
 * @param ema decay of the average of the weights that is published in their place, in [0, 1); 0
 *     publishes the weights themselves
 * @param clip largest global norm of a gradient
 * @param seed of weights and of every random choice
 * @param reportEvery events per report of metrics
 * @param gate when a version is published
 */
public record LearnerSettings(
    String pipeline,
    ItemSettings items,
    Architecture architecture,
    int length,
    int stride,
    int batch,
    int every,
    long replayBytes,
    ReplayPolicy replayPolicy,
    Spec optimizer,
    double ema,
    double clip,
    long seed,
    int reportEvery,
    GateSettings gate) {

  /** Defaults for a field set. */
  public static LearnerSettings of(String pipeline, FieldSet fields) {
    return new LearnerSettings(
        pipeline,
        SensorItems.of(fields),
        Architecture.sensor(2 * fields.size()),
        16,
        16,
        16,
        64,
        2L << 20,
        ReplayPolicy.FIFO,
        Spec.of("adam"),
        0,
        1.0,
        1,
        256,
        GateSettings.DEFAULT);
  }

  /** Checks the ranges. */
  public LearnerSettings {
    if (batch < 1 || every < 1 || reportEvery < 1) {
      throw new IllegalArgumentException(
          "batch, every and reportEvery must be at least 1, not %d, %d and %d"
              .formatted(batch, every, reportEvery));
    }
    if (replayBytes < 0) {
      throw new IllegalArgumentException("replayBytes must be at least 0, not " + replayBytes);
    }
    Optimizers.create(0, 0, optimizer); // refuses what it cannot make
    if (!(ema >= 0 && ema < 1)) {
      throw new IllegalArgumentException("ema must be in [0, 1), not " + ema);
    }
    if (!(clip > 0)) {
      throw new IllegalArgumentException("clip must be above 0, not " + clip);
    }
    architecture.checkItems(items.fields().size());
    architecture.check(length);
    if (!architecture.predicts() && batch < 2) {
      throw new IllegalArgumentException(
          "task '%s' compares segments of a batch, which must be at least 2, not %d"
              .formatted(architecture.task().type(), batch));
    }
  }

  /** Fields of the items. */
  public FieldSet fields() {
    return items.fields();
  }

  /** The same for other fields; which of them are counters does not matter to a learner. */
  public LearnerSettings withFields(FieldSet others) {
    return new LearnerSettings(
        pipeline,
        items.withFields(others, Set.of()),
        architecture.withFields(others.size()),
        length,
        stride,
        batch,
        every,
        replayBytes,
        replayPolicy,
        optimizer,
        ema,
        clip,
        seed,
        reportEvery,
        gate);
  }

  /** Past items serving keeps of an entity, to go on from under another version. */
  public int servingContext() {
    return architecture.servingContext(length);
  }

  /** Sizes of the segments this learner takes. */
  public SegmentShape segmentShape() {
    return new SegmentShape(architecture.segmentContext(), length, stride);
  }
}
