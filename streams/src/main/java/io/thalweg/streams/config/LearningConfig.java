package io.thalweg.streams.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * What is learned, by what, and how fast.
 *
 * @param segment items per segment
 * @param stride items between the starts of two segments of one entity; equal to segment: no
 *     overlap
 * @param encoder network that turns items into embeddings
 * @param task pretext task that derives targets from a segment
 * @param objective loss between prediction and target
 * @param optimizer rule that updates the weights
 * @param batch segments per optimizer step
 * @param every events between two optimizer steps
 * @param replayBytes budget of the buffer that fills up micro-batches
 * @param replayPolicy what that buffer keeps when it is full
 * @param checkpointSteps most steps between two full checkpoints
 * @param seed seed of every random number of the pipeline
 * @param clip bound on the global gradient norm
 * @param capacity most events learned per second of stream time; beyond it they are sampled by a
 *     deterministic rule
 * @param holdout one segment in so many is held back from learning, to judge candidates for
 *     publication
 * @param ema decay of the average of the weights that is published in their place; 0: none
 */
public record LearningConfig(
    @JsonProperty("segment") int segment,
    @JsonProperty("stride") int stride,
    @JsonProperty("encoder") ComponentConfig encoder,
    @JsonProperty("task") ComponentConfig task,
    @JsonProperty("objective") ComponentConfig objective,
    @JsonProperty("optimizer") ComponentConfig optimizer,
    @JsonProperty("batch") int batch,
    @JsonProperty("every") int every,
    @JsonProperty("replay.bytes") long replayBytes,
    @JsonProperty("replay.policy") Replay replayPolicy,
    @JsonProperty("checkpoint.steps") int checkpointSteps,
    @JsonProperty("seed") long seed,
    @JsonProperty("clip") double clip,
    @JsonProperty("capacity") int capacity,
    @JsonProperty("holdout") int holdout,
    @JsonProperty("ema") double ema) {

  public static final LearningConfig DEFAULTS =
      new LearningConfig(
          16,
          16,
          new ComponentConfig("causal-conv", Map.of()),
          new ComponentConfig("next-item", Map.of()),
          new ComponentConfig("student-t", Map.of()),
          new ComponentConfig("adam", Map.of("rate", 0.001)),
          16,
          64,
          2L * 1024 * 1024,
          Replay.FIFO,
          1000,
          1,
          1.0,
          50_000,
          20,
          0);

  /** What {@link #usual} looks at of a modality of texts. */
  static final String TOKENIZER = "tokenizer";

  private static final String BYTES = "bytes";

  /** For frames: the next one, by convolutions of this one and the three before it. */
  private static final LearningConfig VIDEO =
      new LearningConfig(
          8,
          8,
          new ComponentConfig("conv-net", Map.of("context", 3, "channels", List.of(16, 32, 64))),
          new ComponentConfig("next-frame", Map.of()),
          new ComponentConfig("squared-error", Map.of()),
          new ComponentConfig("adam", Map.of("rate", 0.001)),
          2,
          16,
          4L * 1024 * 1024,
          Replay.FIFO,
          1000,
          1,
          1.0,
          50_000,
          20,
          0);

  /** For texts: the next byte; of sizes that were measured to learn most in one pass. */
  private static final LearningConfig TEXT =
      new LearningConfig(
          64,
          64,
          new ComponentConfig("gru", Map.of("hidden", 192, "context", 8)),
          new ComponentConfig("next-token", Map.of()),
          new ComponentConfig("softmax", Map.of()),
          new ComponentConfig("adam", Map.of("rate", 0.003)),
          2,
          1,
          4L * 1024 * 1024,
          Replay.FIFO,
          1000,
          1,
          1.0,
          50_000,
          20,
          0);

  /** For texts in tokens that are not bytes: an eighth as many, of which each says as much more. */
  private static final LearningConfig TOKENS =
      new LearningConfig(
          32,
          32,
          new ComponentConfig("gru", Map.of("hidden", 128, "context", 8)),
          new ComponentConfig("next-token", Map.of()),
          new ComponentConfig("softmax", Map.of()),
          new ComponentConfig("adam", Map.of("rate", 0.003)),
          8,
          4,
          4L * 1024 * 1024,
          Replay.FIFO,
          1000,
          1,
          1.0,
          50_000,
          20,
          0);

  /** What is usual for events of a kind. */
  static LearningConfig usual(ComponentConfig modality) {
    return switch (modality.type()) {
      case "video" -> VIDEO;
      case "text" ->
          BYTES.equals(modality.settings().getOrDefault(TOKENIZER, BYTES)) ? TEXT : TOKENS;
      default -> DEFAULTS;
    };
  }

  public LearningConfig {
    Check.range("learning.segment", segment, 1, 4096);
    if (stride < 1 || stride > segment) {
      throw Check.refused(
          "learning.stride", stride, "a whole number from 1 to learning.segment (" + segment + ")");
    }
    Check.range("learning.batch", batch, 1, 4096);
    Check.range("learning.every", every, 1, 1_000_000);
    Check.range("learning.replay.bytes", replayBytes, 0, 1L << 34);
    Check.range("learning.checkpoint.steps", checkpointSteps, 1, 1_000_000);
    Check.range("learning.clip", clip, 1e-6, 1e6);
    Check.range("learning.capacity", capacity, 1, 100_000_000);
    Check.range("learning.holdout", holdout, 2, 1_000_000);
    Check.range("learning.ema", ema, 0, 0.99999);
  }
}
