package io.thalweg.model.testing;

import io.thalweg.model.PipelinePlan;
import io.thalweg.model.detect.AlertPolicy;
import io.thalweg.model.detect.CalibrationSettings;
import io.thalweg.model.item.EntityTrack;
import io.thalweg.model.item.FieldSet;
import io.thalweg.model.item.ItemSettings;
import io.thalweg.model.item.LearnInput;
import io.thalweg.model.item.PartitionSegmenter;
import io.thalweg.model.item.Reading;
import io.thalweg.model.item.SensorItems;
import io.thalweg.model.learn.GateSettings;
import io.thalweg.model.learn.LearnerSettings;
import io.thalweg.model.learn.ReplayPolicy;
import io.thalweg.model.serve.ServeSettings;
import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.spec.Spec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Small pipelines over {@link SineStream}, quick enough for a test. */
public final class Pipelines {
  /** A causal convolution of 8 channels that sees 4 items. */
  public static final Spec SMALL_CONV =
      new Spec("causal-conv", Map.of("channels", 8, "kernel", 2, "dilations", List.of(1, 2)));

  /** A rate that is high at first: tests are short. */
  public static final Spec OPTIMIZER =
      new Spec("adam", Map.of("rate", 3e-3, "warm.up", 10, "hold", 200));

  private Pipelines() {}

  /** Learner settings with an encoder and an order of autoregression. */
  public static LearnerSettings learner(Spec encoder, int order, long seed) {
    Spec task = new Spec("next-item", Map.of("order", order));
    int itemSize = SineStream.ITEMS.itemSize();
    Architecture architecture = new Architecture(itemSize, encoder, task, Spec.of("student-t"));
    return learner(architecture, OPTIMIZER, ReplayPolicy.FIFO, 0, seed);
  }

  /** Learner settings of any architecture and optimizer. */
  public static LearnerSettings learner(
      Architecture architecture, Spec optimizer, ReplayPolicy replay, double ema, long seed) {
    return learner(SineStream.FIELDS, architecture, optimizer, replay, ema, seed);
  }

  /** The same over other fields. */
  public static LearnerSettings learner(
      FieldSet fields,
      Architecture architecture,
      Spec optimizer,
      ReplayPolicy replay,
      double ema,
      long seed) {
    return new LearnerSettings(
        "test",
        SensorItems.of(fields),
        architecture,
        8,
        8,
        4,
        16,
        20_000,
        replay,
        optimizer,
        ema,
        1.0,
        seed,
        64,
        new GateSettings(4, 4, 0.05, 1.1, 1e-3, 0.8));
  }

  /** The usual small learner. */
  public static LearnerSettings learner() {
    return learner(SMALL_CONV, 4, 1);
  }

  /** The usual small pipeline. */
  public static PipelinePlan plan(LearnerSettings learner, long publishEvery) {
    return new PipelinePlan(
        SineStream.ITEMS,
        learner,
        serving(SineStream.ITEMS),
        publishEvery,
        1e6,
        100,
        Duration.ofDays(1));
  }

  /** Serving with default calibration and alerts. */
  public static ServeSettings serving(ItemSettings items) {
    return new ServeSettings(items, 16, CalibrationSettings.DEFAULT, AlertPolicy.DEFAULT, 3);
  }

  /** What a learner folds of these readings. */
  public static List<LearnInput> inputs(
      LearnerSettings settings, List<Reading> readings, long publishEvery) {
    PartitionSegmenter segmenter = new PartitionSegmenter(0, publishEvery, 1e6);
    Map<String, EntityTrack> tracks = new HashMap<>();
    List<LearnInput> inputs = new ArrayList<>();
    for (Reading reading : readings) {
      segmenter.reach(reading.offset(), inputs::add);
      EntityTrack track =
          tracks.computeIfAbsent(
              reading.entity(),
              e -> new EntityTrack(SensorItems.of(settings.fields()), settings.segmentShape()));
      segmenter.accept(track, reading, inputs::add);
    }
    return inputs;
  }
}
