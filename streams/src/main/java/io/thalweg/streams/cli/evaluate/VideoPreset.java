package io.thalweg.streams.cli.evaluate;

import io.thalweg.model.PipelinePlan;
import io.thalweg.model.detect.AlertPolicy;
import io.thalweg.model.detect.CalibrationSettings;
import io.thalweg.model.item.ItemSettings;
import io.thalweg.model.item.PictureItems;
import io.thalweg.model.learn.GateSettings;
import io.thalweg.model.learn.LearnerSettings;
import io.thalweg.model.learn.ReplayPolicy;
import io.thalweg.model.picture.PictureShape;
import io.thalweg.model.serve.ServeSettings;
import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.snapshot.PictureParts;
import io.thalweg.model.spec.Spec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The pipeline that films are evaluated with: next frames, by a local regression and a
 * convolutional encoder-decoder. For short films all comes sooner than by default: a version is
 * decided every {@value #PUBLISH_EVERY} frames, and {@value #RATE} of ordinary frames may alert.
 */
final class VideoPreset {
  static final int PUBLISH_EVERY = 32;
  static final double RATE = 1e-3;

  private static final int SEGMENT = 8;
  private static final int BATCH = 2;

  /** Segments that judge a version: each is a frame eight times, and scored twice per version. */
  private static final int HELD_OUT = 4;

  private static final int WARM_UP = 200;
  private static final int HALF_LIFE = 10_000;
  private static final int PATIENCE = 1_000;
  private static final int TOP_PATCHES = 5;

  private VideoPreset() {}

  static PipelinePlan plan(PictureShape shape) {
    ItemSettings items = new PictureItems(shape, OptionalInt.empty(), ItemSettings.DEFAULT_GRACE);
    LearnerSettings learner = learner(items, shape);
    ServeSettings serving =
        new ServeSettings(
            items,
            learner.servingContext(),
            new CalibrationSettings(RATE, HALF_LIFE, WARM_UP, PATIENCE),
            AlertPolicy.ofRate(RATE),
            TOP_PATCHES);
    return new PipelinePlan(
        items, learner, serving, PUBLISH_EVERY, 50_000, 1, Duration.ofDays(3650));
  }

  private static LearnerSettings learner(ItemSettings items, PictureShape shape) {
    Spec encoder = new Spec("conv-net", Map.of("context", 3, "channels", List.of(16, 32, 64)));
    Architecture architecture =
        new Architecture(
            items.itemSize(),
            items.spec(),
            PictureParts.complete(encoder, shape),
            PictureParts.complete(Spec.of("next-frame"), shape),
            Spec.of("squared-error"));
    return new LearnerSettings(
        "film",
        items,
        architecture,
        SEGMENT,
        SEGMENT,
        BATCH,
        BATCH * SEGMENT,
        4L << 20,
        ReplayPolicy.FIFO,
        Spec.of("adam"),
        0,
        1.0,
        1,
        64,
        new GateSettings(16, HELD_OUT, 0.05, 1.5, 1e-3, 0.8));
  }
}
