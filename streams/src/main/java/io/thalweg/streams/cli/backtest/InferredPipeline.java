package io.thalweg.streams.cli.backtest;

import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.config.PublishConfig;
import io.thalweg.streams.config.SourceConfig;

/**
 * The pipeline of a file that comes without one: every default, the layout of the file, and
 * publishing scaled to its length. A short file needs versions early, or nothing of it is ever
 * scored: a candidate is decided every {@code rows / 64} rows, at least {@value #FEWEST} and at
 * most the default.
 */
final class InferredPipeline {
  private static final String NAME = "backtest";
  private static final int VERSIONS = 64;
  private static final int FEWEST = 64;

  private InferredPipeline() {}

  /** A source of which nothing is known. */
  static SourceConfig source() {
    return SourceConfig.of(NAME);
  }

  /** The pipeline of a file with so many rows; its source is still to be filled in. */
  static PipelineConfig of(long rows) {
    return PipelineConfig.of(NAME, NAME).withPublish(publish(rows));
  }

  static PublishConfig publish(long rows) {
    PublishConfig defaults = PublishConfig.DEFAULTS;
    long every = Math.max(FEWEST, Math.min(rows / VERSIONS, defaults.every()));
    return new PublishConfig(
        Math.toIntExact(every), defaults.keep(), defaults.tolerance(), defaults.minRank());
  }
}
