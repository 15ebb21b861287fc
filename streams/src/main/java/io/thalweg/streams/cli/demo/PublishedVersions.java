package io.thalweg.streams.cli.demo;

import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.streams.config.ClientRole;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.snapshot.SnapshotFollower;
import java.time.Duration;
import java.util.List;

/** Reads the versions that are on a pipeline's model topic. */
final class PublishedVersions {
  private static final Duration WITHIN = Duration.ofSeconds(10);

  private PublishedVersions() {}

  /** All that still are there, the oldest first; empty when none is found within ten seconds. */
  static List<Snapshot> of(PipelineConfig config) {
    try (SnapshotFollower follower =
        SnapshotFollower.start(
            config.kafkaClientSettings(ClientRole.CONSUMER),
            config.topics().model(),
            config.pipeline())) {
      follower.awaitFirst(WITHIN);
      return follower.since(0);
    }
  }
}
