package io.thalweg.streams.topology;

import io.thalweg.model.PipelinePlan;
import io.thalweg.model.detect.AlertPolicy;
import io.thalweg.model.detect.CalibrationSettings;
import io.thalweg.model.item.ItemSettings;
import io.thalweg.model.learn.GateSettings;
import io.thalweg.model.learn.LearnerSettings;
import io.thalweg.model.learn.ReplayPolicy;
import io.thalweg.model.serve.ServeSettings;
import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.spec.Spec;
import io.thalweg.streams.config.ComponentConfig;
import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.config.Cooldown;
import io.thalweg.streams.config.DetectConfig;
import io.thalweg.streams.config.LearningConfig;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.config.Replay;
import io.thalweg.streams.decode.Modalities;
import io.thalweg.streams.decode.Modality;
import java.time.Duration;

/** What a pipeline file says, as the plan module {@code model} computes from. */
public final class Plans {
  /** Fields or patches an alert explains. */
  private static final int TOP_PARTS = 5;

  /** Longest run of suspect events before a calibration starts anew. */
  private static final int PATIENCE = 1_000;

  private static final int HALF_LIFE = 10_000;
  private static final int MOST_HELD_OUT = 32;

  private Plans() {}

  /**
   * The plan of a pipeline.
   *
   * @param config its fields must be known, by configuration or by inference
   * @param partitions of the events topic: they share the learner's capacity
   * @throws ConfigurationException when a part named in the file does not exist or refuses its
   *     options
   */
  public static PipelinePlan of(PipelineConfig config, int partitions) {
    try {
      Modality modality = Modalities.of(config);
      ItemSettings items = modality.items(config.source());
      LearnerSettings learner = learner(config, items, modality);
      return new PipelinePlan(
          items,
          learner,
          serving(config.detect(), items, learner),
          config.publish().every(),
          Math.max(1, config.learning().capacity() / (double) partitions),
          config.entities().max(),
          config.entities().idle());
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("learning: " + e.getMessage() + ".");
    }
  }

  private static LearnerSettings learner(
      PipelineConfig config, ItemSettings items, Modality modality) {
    LearningConfig learning = config.learning();
    Architecture architecture =
        new Architecture(
                items.inputSize(),
                items.spec(),
                modality.complete(EncoderFile.resolve(spec(learning.encoder()))),
                modality.complete(spec(learning.task())),
                modality.complete(spec(learning.objective())))
            .withWidth();
    boolean whole = items.itemsPerEvent() > 1; // then a segment is one event
    int length = whole ? items.itemsPerEvent() : learning.segment();
    boolean overlap = !whole && !items.separate();
    return new LearnerSettings(
        config.pipeline(),
        items,
        architecture,
        length,
        overlap ? learning.stride() : length,
        learning.batch(),
        learning.every(),
        learning.replayBytes(),
        policy(learning.replayPolicy()),
        spec(learning.optimizer()),
        learning.ema(),
        learning.clip(),
        learning.seed(),
        Math.max(1, Math.min(config.publish().every() / 4, 256)),
        new GateSettings(
            learning.holdout(),
            MOST_HELD_OUT,
            config.publish().tolerance(),
            config.publish().minRank(),
            GateSettings.DEFAULT.leastSpread(),
            GateSettings.DEFAULT.sameSpace()));
  }

  private static ReplayPolicy policy(Replay replay) {
    return switch (replay) {
      case FIFO -> ReplayPolicy.FIFO;
      case RESERVOIR -> ReplayPolicy.RESERVOIR;
    };
  }

  static Spec spec(ComponentConfig component) {
    return new Spec(component.type(), component.settings());
  }

  private static ServeSettings serving(
      DetectConfig detect, ItemSettings items, LearnerSettings learner) {
    return new ServeSettings(
        items,
        learner.servingContext(),
        new CalibrationSettings(detect.rate(), HALF_LIFE, detect.warmup(), PATIENCE),
        alerts(detect),
        TOP_PARTS);
  }

  private static AlertPolicy alerts(DetectConfig detect) {
    AlertPolicy standard = AlertPolicy.ofRate(detect.rate());
    if (detect.cooldown() instanceof Cooldown.Time time) {
      return new AlertPolicy(
          standard.rate(), standard.release(), standard.quietEvents(), time.duration());
    }
    int events = ((Cooldown.Events) detect.cooldown()).count();
    return new AlertPolicy(standard.rate(), standard.release(), Math.max(1, events), Duration.ZERO);
  }
}
