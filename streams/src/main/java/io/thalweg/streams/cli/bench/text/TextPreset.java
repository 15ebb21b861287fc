package io.thalweg.streams.cli.bench.text;

import io.thalweg.model.item.ItemSettings;
import io.thalweg.model.item.TextItems;
import io.thalweg.model.learn.GateSettings;
import io.thalweg.model.learn.LearnerSettings;
import io.thalweg.model.learn.ReplayPolicy;
import io.thalweg.model.pretext.TokenIds;
import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.spec.Spec;
import java.util.Locale;
import java.util.Map;

/**
 * What learns: a GRU over bytes. Figures of what else was tried are in {@code docs/benchmarks.md}.
 */
enum TextPreset {
  /** As good as was found at 20,000 characters a second. */
  FAST(192, 8, 32, 4, 96, 4e-3),
  /** A larger one that learns each character twice. */
  THOROUGH(256, 8, 32, 4, 64, 3e-3);

  static final int VOCABULARY = 256;
  private static final long REPLAY_BYTES = 2L << 20;

  private final int hidden;
  private final int context;
  private final int length;
  private final int batch;
  private final int every;
  private final double rate;

  TextPreset(int hidden, int context, int length, int batch, int every, double rate) {
    this.hidden = hidden;
    this.context = context;
    this.length = length;
    this.batch = batch;
    this.every = every;
    this.rate = rate;
  }

  static TextPreset named(String name) {
    for (TextPreset preset : values()) {
      if (preset.name().toLowerCase(Locale.ROOT).equals(name)) {
        return preset;
      }
    }
    throw new IllegalArgumentException(
        "--preset is %s, allowed is fast or thorough.".formatted(name));
  }

  LearnerSettings settings(long seed) {
    Architecture architecture =
        new Architecture(
            1,
            new Spec(
                "gru",
                Map.of(
                    "vocabulary",
                    VOCABULARY + TokenIds.RESERVED,
                    "hidden",
                    hidden,
                    "context",
                    context)),
            new Spec("next-token", Map.of("vocabulary", VOCABULARY)),
            new Spec("softmax", Map.of("vocabulary", VOCABULARY)));
    return new LearnerSettings(
        "bench-text",
        TextItems.of(Spec.of(TextItems.TYPE), ItemSettings.DEFAULT_GRACE),
        architecture,
        length,
        length,
        batch,
        every,
        REPLAY_BYTES,
        ReplayPolicy.FIFO,
        new Spec("adam", Map.of("rate", rate)),
        0,
        1.0,
        seed,
        Integer.MAX_VALUE,
        GateSettings.EVERYTHING_LEARNED);
  }

  /** In one line. */
  String described() {
    return "GRU of %d, segments of %d bytes after %d of context, %d a step, a step every %d, Adam at %s"
        .formatted(hidden, length, context, batch, every, rate);
  }
}
