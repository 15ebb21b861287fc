package io.thalweg.model.evaluate;

import io.thalweg.model.item.ItemSettings;
import io.thalweg.model.item.PictureItems;
import io.thalweg.model.learn.GateSettings;
import io.thalweg.model.learn.LearnerSettings;
import io.thalweg.model.learn.ReplayPolicy;
import io.thalweg.model.picture.PictureShape;
import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.snapshot.PictureParts;
import io.thalweg.model.spec.Spec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The one rule by which an encoder is made and trained for any set of still pictures. It looks at
 * the number of pictures and their shape; never at a label.
 *
 * <p>Of {@value #MANY} pictures or more each is streamed once, in order, and every {@value
 * #EVERY_OF_MANY} of them a step is taken on {@value #BATCH_OF_MANY}, the new ones and some from
 * the replay buffer. Of fewer there are {@value #STEPS_OF_FEW} steps over as many passes as that
 * takes, in batches of at most half of the pictures, half of them replayed.
 *
 * <p>Two views and the autoencoder have a convolutional encoder ({@value #FIRST_CHANNELS} and
 * {@value #SECOND_CHANNELS} channels), masked patches a Transformer over patches of {@value #PATCH}
 * x {@value #PATCH} pixels; embeddings are {@value #EMBEDDING} and {@value #WIDTH} numbers. Two
 * views are told from those of the other pictures of a batch (InfoNCE).
 *
 * @param task what is learned
 * @param flip whether a thing and its mirror image are the same: right for faces, wrong for writing
 * @param passes over the pictures; empty: by the rule above
 * @param every pictures per step; empty: by the rule above
 */
public record PicturePreset(
    Task task, boolean flip, Optional<Integer> passes, Optional<Integer> every) {
  /** Share of the pictures tested on where a set has no test part: of MNIST's file 10,000. */
  public static final double TEST_SHARE = 1 / 6.0;

  private static final int MANY = 2000;
  private static final int BATCH_OF_MANY = 128;
  private static final int EVERY_OF_MANY = 32;
  private static final int BATCH_OF_FEW = 100;
  private static final int STEPS_OF_FEW = 400;
  private static final int FIRST_CHANNELS = 32;
  private static final int SECOND_CHANNELS = 64;
  private static final int EMBEDDING = 128;
  private static final int PATCH = 4;
  private static final int WIDTH = 64;
  private static final int LONGER_SIDE = 32;
  private static final double TEMPERATURE = 0.2;
  private static final double MASKED = 0.6;
  private static final double NOISE = 1;
  private static final double DROPPED = 0.3;
  private static final double RATE = 2e-3;

  /** Bytes of pictures remembered: all, of the sets this is for. */
  private static final long REPLAY_BYTES = 256 << 20;

  /** What can be learned from still pictures. */
  public enum Task {
    /** Two changed copies of a picture are told from those of others. */
    TWO_VIEW,
    /** Hidden patches are predicted. */
    MASKED_PATCH,
    /** A picture is restored from a noisy one with pixels gone. */
    DENOISING;

    /** The task of a name as pipeline files have it. */
    public static Task named(String name) {
      for (Task task : values()) {
        if (task.toString().equals(name)) {
          return task;
        }
      }
      throw new IllegalArgumentException(
          "task must be one of %s, not %s".formatted(List.of(values()), name));
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Two views by the rule, nothing mirrored. */
  public static final PicturePreset DEFAULT =
      new PicturePreset(Task.TWO_VIEW, false, Optional.empty(), Optional.empty());

  /** Checks the ranges. */
  public PicturePreset {
    if (passes.orElse(1) < 1 || every.orElse(1) < 1) {
      throw new IllegalArgumentException(
          "passes and every must be at least 1, not %s and %s"
              .formatted(passes.orElse(1), every.orElse(1)));
    }
  }

  /**
   * What pictures of any shape are scaled to: their longer side to {@value #LONGER_SIDE}, the other
   * to the multiple of a patch that is nearest to its proportion.
   */
  public static PictureShape shape(PictureShape own, int channels) {
    double scale = LONGER_SIDE / (double) Math.max(own.height(), own.width());
    return new PictureShape(side(scale * own.height()), side(scale * own.width()), channels);
  }

  private static int side(double length) {
    return Math.max(PATCH, PATCH * (int) Math.round(length / PATCH));
  }

  /** How pictures of a shape become segments for the task. */
  PictureSegments segments(PictureShape shape) {
    OptionalInt patch = task == Task.MASKED_PATCH ? OptionalInt.of(PATCH) : OptionalInt.empty();
    return new PictureSegments(new PictureItems(shape, patch, ItemSettings.DEFAULT_GRACE));
  }

  private static int batch(int count) {
    return count < MANY ? Math.max(2, Math.min(BATCH_OF_FEW, count / 2)) : BATCH_OF_MANY;
  }

  private int every(int count) {
    return every.orElse(count < MANY ? batch(count) / 2 : EVERY_OF_MANY);
  }

  private int passes(int count) {
    int few = (STEPS_OF_FEW * every(count) + count - 1) / count;
    return passes.orElse(count < MANY ? few : 1);
  }

  /** Learns from pictures, whose labels are not looked at. */
  Pretraining learn(PictureSegments segments, List<LabelledPicture> pictures, long seed) {
    int count = pictures.size();
    return Pretraining.learn(
        settings(segments.settings(), count, seed),
        segments.of(pictures),
        passes(count),
        count < MANY ? Pretraining.Order.SHUFFLED : Pretraining.Order.GIVEN);
  }

  LearnerSettings settings(PictureItems items, int count, long seed) {
    int steps = Math.max(1, count * passes(count) / every(count));
    Spec optimizer =
        new Spec(
            "adam",
            Map.of(
                "rate",
                RATE,
                "warm.up",
                Math.max(1, steps / 20),
                "schedule",
                "cosine",
                "steps",
                steps));
    return new LearnerSettings(
        "probe",
        items,
        architecture(items),
        items.itemsPerEvent(),
        items.itemsPerEvent(),
        batch(count),
        every(count),
        REPLAY_BYTES,
        ReplayPolicy.FIFO,
        optimizer,
        0,
        1.0,
        seed,
        1 << 30,
        GateSettings.EVERYTHING_LEARNED);
  }

  private Architecture architecture(PictureItems items) {
    return new Architecture(
        items.itemSize(),
        items.spec(),
        PictureParts.complete(encoder(items), items.shape()),
        PictureParts.complete(taskSpec(), items.shape()),
        objective());
  }

  private Spec encoder(PictureItems items) {
    return task == Task.MASKED_PATCH
        ? new Spec(
            "transformer",
            Map.of(
                "attention",
                "bidirectional",
                "width",
                WIDTH,
                "feed-forward",
                2 * WIDTH,
                "length",
                items.itemsPerEvent()))
        : new Spec(
            "conv-net",
            Map.of("channels", List.of(FIRST_CHANNELS, SECOND_CHANNELS), "embedding", EMBEDDING));
  }

  private Spec taskSpec() {
    return switch (task) {
      case TWO_VIEW ->
          new Spec("two-view", Map.of("projector.width", EMBEDDING, "flip", flip ? 0.5 : 0));
      case MASKED_PATCH -> new Spec("masked-patch", Map.of("share", MASKED));
      case DENOISING -> new Spec("denoising", Map.of("noise", NOISE, "drop", DROPPED));
    };
  }

  private Spec objective() {
    return task == Task.TWO_VIEW
        ? new Spec("info-nce", Map.of("temperature", TEMPERATURE))
        : Spec.of("squared-error");
  }
}
