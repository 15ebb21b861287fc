package io.thalweg.streams.cli;

import io.thalweg.streams.config.ClientRole;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.snapshot.ModelTopic;
import io.thalweg.streams.snapshot.SnapshotPins;
import picocli.CommandLine.Command;

/** {@code snapshot unpin}: the newest version serves again. */
@Command(
    name = "unpin",
    mixinStandardHelpOptions = true,
    description = "Lifts the pin: the newest version serves again.")
final class SnapshotUnpinCommand extends SnapshotSubcommand {
  @Override
  int run(PipelineConfig pipeline, ModelTopic topic) {
    boolean lifted;
    try (SnapshotPins pins =
        new SnapshotPins(pipeline.kafkaClientSettings(ClientRole.PRODUCER), topic.name())) {
      lifted = pins.unpin(topic);
    }
    print(
        SnapshotJson.unpinned(lifted),
        lifted ? "The newest version serves again." : "No version was pinned.");
    return 0;
  }
}
