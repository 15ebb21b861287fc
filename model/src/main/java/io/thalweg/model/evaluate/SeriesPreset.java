package io.thalweg.model.evaluate;

import io.thalweg.model.item.FieldSet;
import io.thalweg.model.item.SensorItems;
import io.thalweg.model.learn.GateSettings;
import io.thalweg.model.learn.LearnerSettings;
import io.thalweg.model.learn.ReplayPolicy;
import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The one rule by which an encoder is made and trained for any set of short series. It looks at the
 * number of series, of fields, and at the length of the longest; never at a label.
 *
 * <p>Encoder: dilated causal convolutions, {@value #CHANNELS} channels, kernel {@value #KERNEL},
 * dilations 1, 2, 4, ... until the last layer sees half of the longest series.
 *
 * <p>Task, with InfoNCE: of fewer than {@value #MANY} series two views of a series, cropped and
 * slightly changed, pooled by maximum, are told from the other series of the batch. Of many, more
 * and more of the others are of the same kind and should not be told apart; there the next two
 * items are told from those of other series (contrastive predictive coding), for more steps.
 * Batches of {@value #BATCH} series, in whole passes.
 */
final class SeriesPreset {
  private static final int CHANNELS = 64;
  private static final int KERNEL = 3;
  private static final int BATCH = 16;
  private static final int MANY = 64;
  private static final int STEPS = 120;
  private static final int STEPS_OF_MANY = 800;
  private static final double RATE = 1e-3;

  private SeriesPreset() {}

  /** Passes over {@code count} series. */
  static int passes(int count) {
    int steps = count < MANY ? STEPS : STEPS_OF_MANY;
    return (steps * batch(count) + count - 1) / count;
  }

  private static int batch(int count) {
    return Math.min(BATCH, count);
  }

  private static Spec task(int count) {
    return count < MANY
        ? new Spec("two-view", Map.of("pool", "max"))
        : new Spec("cpc", Map.of("steps", 2, "positions", 8, "projector.width", 64));
  }

  static LearnerSettings settings(int fields, int longest, int count, long seed) {
    Spec encoder =
        new Spec(
            "causal-conv",
            Map.of("channels", CHANNELS, "kernel", KERNEL, "dilations", dilations(longest)));
    Spec optimizer = new Spec("adam", Map.of("rate", RATE, "warm.up", 20, "schedule", "constant"));
    int batch = batch(count);
    return new LearnerSettings(
        "probe",
        SensorItems.of(new FieldSet(IntStream.range(0, fields).mapToObj(f -> "f" + f).toList())),
        new Architecture(2 * fields, encoder, task(count), Spec.of("info-nce")),
        longest,
        longest,
        batch,
        batch,
        0,
        ReplayPolicy.FIFO,
        optimizer,
        0,
        1.0,
        seed,
        1 << 30,
        GateSettings.EVERYTHING_LEARNED);
  }

  private static List<Integer> dilations(int longest) {
    List<Integer> dilations = new ArrayList<>(List.of(1));
    int seen = KERNEL;
    for (int dilation = 2; 2 * seen < longest; dilation *= 2) {
      dilations.add(dilation);
      seen += (KERNEL - 1) * dilation;
    }
    return dilations;
  }
}
