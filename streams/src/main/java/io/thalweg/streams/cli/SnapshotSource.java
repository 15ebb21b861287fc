package io.thalweg.streams.cli;

import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.streams.config.ClientRole;
import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.snapshot.ModelTopic;
import io.thalweg.streams.snapshot.SnapshotFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command takes its snapshot from: a file, or a pipeline's model topic. */
public final class SnapshotSource {
  private static final Duration READ_WITHIN = Duration.ofMinutes(5);

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The pipeline file: its newest version on the model topic, or the one pinned.")
  private @Nullable Path config;

  @Option(
      names = "--snapshot",
      paramLabel = "FILE",
      description = "A snapshot's file, as 'backtest' and 'snapshot export' write it.")
  private @Nullable Path file;

  /**
   * Reads it.
   *
   * @param connector decides what happens when the pipeline names no cluster
   * @throws ConfigurationException when there is none
   * @throws io.thalweg.streams.snapshot.SnapshotException when it cannot be used
   */
  public Snapshot read(Connector connector) {
    if (file != null) {
      return SnapshotFile.read(file);
    }
    PipelineConfig pipeline = PipelineConfig.read(Objects.requireNonNull(config));
    try (Connector.Connection connection = connector.connect(pipeline)) {
      PipelineConfig connected = connection.config();
      ModelTopic topic =
          ModelTopic.read(
              connected.kafkaClientSettings(ClientRole.CONSUMER),
              connected.topics().model(),
              connected.pipeline(),
              READ_WITHIN);
      return topic
          .serving()
          .orElseThrow(
              () -> new ConfigurationException("There is no version on " + topic.name() + "."))
          .snapshot();
    }
  }
}
