package io.thalweg.streams.config;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * When a snapshot is published, and which are not.
 *
 * @param every events between two candidates
 * @param keep complete versions kept on the model topic
 * @param tolerance nats per value by which a candidate may be worse than the last published version
 * @param minRank least effective rank of the candidate's embeddings; below it they have collapsed
 */
public record PublishConfig(
    @JsonProperty("every") int every,
    @JsonProperty("keep") int keep,
    @JsonProperty("tolerance") double tolerance,
    @JsonProperty("min.rank") double minRank) {

  public static final PublishConfig DEFAULTS = new PublishConfig(1000, 5, 0.05, 1.5);

  /** A frame is a hundred times a reading, and its values are predicted a hundred times better. */
  private static final PublishConfig VIDEO = new PublishConfig(250, 5, 0.001, 1.5);

  /** What is usual for events of a kind. */
  static PublishConfig usual(String modality) {
    return modality.equals("video") ? VIDEO : DEFAULTS;
  }

  public PublishConfig {
    Check.range("publish.every", every, 1, 1_000_000_000);
    Check.range("publish.keep", keep, 2, 64);
    Check.range("publish.tolerance", tolerance, 0, 100);
    Check.range("publish.min.rank", minRank, 1, 4096);
  }
}
