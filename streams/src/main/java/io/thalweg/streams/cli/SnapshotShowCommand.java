package io.thalweg.streams.cli;

import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.snapshot.ModelTopic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code snapshot show}: the manifest of one version. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows everything about one version but its weights.")
final class SnapshotShowCommand extends SnapshotSubcommand {
  @Parameters(paramLabel = "VERSION", description = "Number of the version.")
  private long version;

  @Override
  int run(PipelineConfig pipeline, ModelTopic topic) {
    ModelTopic.Stored stored = find(topic, version);
    print(SnapshotJson.show(stored), SnapshotText.show(stored));
    return 0;
  }
}
