package io.thalweg.streams.cli;

import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.snapshot.ModelTopic;
import picocli.CommandLine.Command;

/** {@code snapshot list}: what each place of the model topic holds. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the versions on the model topic.")
final class SnapshotListCommand extends SnapshotSubcommand {
  @Override
  int run(PipelineConfig pipeline, ModelTopic topic) {
    print(SnapshotJson.list(pipeline.pipeline(), topic), SnapshotText.list(topic));
    return 0;
  }
}
