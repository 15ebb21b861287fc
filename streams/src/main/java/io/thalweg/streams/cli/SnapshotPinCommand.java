package io.thalweg.streams.cli;

import io.thalweg.streams.config.ClientRole;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.snapshot.ModelTopic;
import io.thalweg.streams.snapshot.SnapshotPins;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code snapshot pin}: one version serves until it is unpinned. */
@Command(
    name = "pin",
    mixinStandardHelpOptions = true,
    description =
        "Makes one version serve, whatever is published later, until 'unpin'. Rolling back is"
            + " pinning an older version.")
final class SnapshotPinCommand extends SnapshotSubcommand {
  @Parameters(paramLabel = "VERSION", description = "Number of the version.")
  private long version;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why, for whoever finds the pin later.")
  private String reason = "";

  @Override
  int run(PipelineConfig pipeline, ModelTopic topic) {
    find(topic, version);
    try (SnapshotPins pins =
        new SnapshotPins(pipeline.kafkaClientSettings(ClientRole.PRODUCER), topic.name())) {
      pins.pin(topic, version, Optional.of(reason));
    }
    print(
        SnapshotJson.pinned(version), "Version %d serves until it is unpinned.".formatted(version));
    return 0;
  }
}
