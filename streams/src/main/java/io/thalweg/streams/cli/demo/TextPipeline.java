package io.thalweg.streams.cli.demo;

import io.thalweg.model.item.TextItems;
import io.thalweg.model.spec.Spec;
import io.thalweg.streams.config.PipelineConfig;
import java.nio.file.Path;
import java.time.Duration;

/** The pipeline file of the text demo. */
final class TextPipeline {
  /** Tokens of a line that are read: one line is one segment, and learned as a whole. */
  static final int TOKENS = 48;

  /**
   * What is usual for text, but smaller and with more steps: there is only a minute. Lines stand by
   * themselves, since the log is a sample, in which the line before says little.
   *
   * <p>One in 2,000 ordinary lines may alert: of a minute, a rarer one could not be told from
   * never. The first version comes late, when most lines are no surprise any more: the calibration
   * is young, and remembers the surprises of a younger model as long as it has known it.
   */
  private static final String FILE =
      """
      pipeline: demo-text
      modality: {type: text, tokenizer: log, words: 1024, buckets: 64, length: %1$d, segments: separate}
      source: {topic: demo-text.events}
      learning:
        task: next-token
        encoder: {type: gru, hidden: 96, context: 8}
        segment: %1$d
        batch: 8
        every: 4
        optimizer: {type: adam, rate: 0.008}
      publish: {every: %2$d}
      detect: {rate: 0.0005, cooldown: PT3S, warmup: %3$d}
      commit.interval: PT0.25S
      state: {dir: %4$s}
      broker: {data: %5$s}
      """;

  private TextPipeline() {}

  /**
   * The pipeline.
   *
   * @param directory where broker and applications keep their data
   */
  static PipelineConfig of(DemoPlan plan, Path directory) {
    return PipelineConfig.parse(
        FILE.formatted(
            TOKENS,
            plan.publishEvery(),
            plan.warmup(),
            Yaml.quoted(directory.resolve("state")),
            Yaml.quoted(directory.resolve("broker"))));
  }

  /** How the pipeline makes tokens of a line. */
  static TextItems items(PipelineConfig config) {
    return TextItems.of(
        new Spec(config.modality().type(), config.modality().settings()), Duration.ZERO);
  }
}
