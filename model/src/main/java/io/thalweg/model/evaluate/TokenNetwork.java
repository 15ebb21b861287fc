package io.thalweg.model.evaluate;

import io.thalweg.model.encoder.Encoder;
import io.thalweg.model.encoder.Head;
import io.thalweg.model.item.ItemSettings;
import io.thalweg.model.item.ScalePrior;
import io.thalweg.model.item.Segment;
import io.thalweg.model.item.TextItems;
import io.thalweg.model.learn.GateSettings;
import io.thalweg.model.learn.Learner;
import io.thalweg.model.learn.LearnerSettings;
import io.thalweg.model.learn.ReplayPolicy;
import io.thalweg.model.objective.Objective;
import io.thalweg.model.pretext.PredictionTask;
import io.thalweg.model.pretext.TokenIds;
import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.spec.Spec;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A next-token learner over short sequences, each scored on its own before it is learned: the
 * project's {@link Learner} with a causal Transformer, and the surprise of every token.
 *
 * <p>A sequence is learned in segments of {@code length} tokens, the last filled up with nothing,
 * each after the last tokens of the one before. Each is one event: a step per {@code every}
 * segments. Deterministic, not thread-safe.
 */
final class TokenNetwork {

  /**
   * How it learns.
   *
   * @param length tokens of a segment
   * @param width of the Transformer
   * @param batch segments of a step, the new ones and replayed ones
   * @param every segments per step
   * @param rate of Adam
   */
  record Preset(int length, int width, int batch, int every, double rate) {

    /** 32 tokens, width 32, a step per segment on it and seven replayed ones. */
    static final Preset STANDARD = new Preset(32, 32, 8, 1, 0.003);
  }

  private static final long REPLAY_BYTES = 4L << 20;
  private static final ScalePrior NO_SCALES =
      new ScalePrior(new double[1], new double[] {1}, new double[] {1});

  private final int length;
  private final int context;
  private final Architecture architecture;
  private final Learner learner;
  private final PredictionTask task;
  private final Encoder.Pass encoder;
  private final Head.Pass head;
  private final Objective.Pass objective;
  private final float[] target; // [length]
  private final float[] loss; // [length]
  private float[] parameters;
  private long segments;

  /**
   * One that has learned nothing.
   *
   * @param vocabulary ids lie below it
   */
  TokenNetwork(int vocabulary, Preset preset, long seed) {
    length = preset.length();
    architecture = architecture(vocabulary, preset);
    context = architecture.segmentContext();
    learner = new Learner(settings(architecture, preset, seed));
    task = architecture.predictionTask();
    encoder = architecture.newEncoder().newPass(1, length);
    head = architecture.newHead().newPass(length);
    objective = architecture.newObjective().newPass(length);
    target = new float[length];
    loss = new float[length];
    parameters = learner.parameters();
  }

  private static Architecture architecture(int vocabulary, Preset preset) {
    Spec transformer =
        new Spec(
            "transformer",
            Map.of(
                "vocabulary",
                vocabulary + TokenIds.RESERVED,
                "width",
                preset.width(),
                "feed-forward",
                2 * preset.width(),
                "context",
                0,
                "window",
                preset.length()));
    return new Architecture(
        1,
        transformer,
        new Spec("next-token", Map.of("vocabulary", vocabulary)),
        new Spec("softmax", Map.of("vocabulary", vocabulary)));
  }

  private static LearnerSettings settings(Architecture architecture, Preset preset, long seed) {
    return new LearnerSettings(
        "logs",
        TextItems.of(Spec.of(TextItems.TYPE), ItemSettings.DEFAULT_GRACE),
        architecture,
        preset.length(),
        preset.length(),
        preset.batch(),
        preset.every(),
        REPLAY_BYTES,
        ReplayPolicy.FIFO,
        new Spec("adam", Map.of("rate", preset.rate(), "warm.up", 20, "schedule", "constant")),
        0,
        1.0,
        seed,
        1 << 30,
        GateSettings.EVERYTHING_LEARNED);
  }

  /** Surprise of each token in nats, by what has been learned; nothing changes. */
  double[] surprises(int[] tokens) {
    double[] surprises = new double[tokens.length];
    SplittableRandom unused = new SplittableRandom(0);
    for (int from = 0; from < tokens.length; from += length) {
      task.derive(new Segment[] {segment(tokens, from)}, 1, unused, encoder.input(), target);
      encoder.forward(parameters, 0);
      float[] prediction =
          head.forward(parameters, architecture.headOffset(), encoder.embeddings());
      objective.score(parameters, architecture.objectiveOffset(), prediction, target, loss);
      for (int i = from; i < Math.min(tokens.length, from + length); i++) {
        surprises[i] = loss[i - from];
      }
    }
    return surprises;
  }

  /** Learns a sequence. */
  void learn(int[] tokens) {
    for (int from = 0; from < tokens.length; from += length) {
      learner.fold(segment(tokens, from), effect -> {});
      segments++;
    }
    parameters = learner.parameters();
  }

  private Segment segment(int[] tokens, int from) {
    float[] items = new float[context + length]; // [context + length, 1]
    Arrays.fill(items, Float.NaN);
    int first = from - context;
    for (int i = Math.max(0, first); i < Math.min(tokens.length, from + length); i++) {
      items[i - first] = tokens[i];
    }
    return new Segment("", 0, segments, segments, 1, context, length, items, NO_SCALES);
  }
}
