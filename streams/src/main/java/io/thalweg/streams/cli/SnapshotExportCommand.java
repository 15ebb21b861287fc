package io.thalweg.streams.cli;

import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.snapshot.ModelTopic;
import io.thalweg.streams.snapshot.SnapshotFile;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code snapshot export}: a version as a file, for commands that work without a cluster. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Writes one version to a file, which 'match' and other commands read.")
final class SnapshotExportCommand extends SnapshotSubcommand {
  @Parameters(paramLabel = "VERSION", description = "Number of the version.")
  private long version;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "File to write.")
  private Path out = Path.of("");

  @Override
  int run(PipelineConfig pipeline, ModelTopic topic) {
    try {
      SnapshotFile.write(out, find(topic, version).snapshot(), pipeline.source().topic());
    } catch (IOException e) {
      throw new ConfigurationException(
          "%s cannot be written (%s).".formatted(out, e.getClass().getSimpleName()));
    }
    print(SnapshotJson.exported(version, out), "Version %d is in %s.".formatted(version, out));
    return 0;
  }
}
