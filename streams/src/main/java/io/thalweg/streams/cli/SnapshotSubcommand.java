package io.thalweg.streams.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.thalweg.streams.broker.BrokerException;
import io.thalweg.streams.config.ClientRole;
import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.snapshot.ModelTopic;
import io.thalweg.streams.snapshot.SnapshotException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What the snapshot commands share: which pipeline on which cluster, {@code --json}, and that an
 * error is one sentence on the error stream and the exit code 1.
 */
abstract class SnapshotSubcommand implements Callable<Integer> {
  private static final Duration READ_WITHIN = Duration.ofMinutes(5);

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The pipeline file.")
  private @Nullable Path config;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "Address of the Kafka cluster, instead of the pipeline file's.")
  private @Nullable String bootstrap;

  @Option(
      names = "--pipeline",
      paramLabel = "NAME",
      description = "Name of the pipeline, with --bootstrap instead of a pipeline file.")
  private @Nullable String pipeline;

  @Option(names = "--json", description = "Print one JSON document instead of text.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Does the command's work; returns the exit code. */
  abstract int run(PipelineConfig pipeline, ModelTopic topic);

  @Override
  public final Integer call() {
    try (Connector.Connection connection = connector().connect(pipelineConfig())) {
      return run(connection.config(), read(connection.config()));
    } catch (ConfigurationException | SnapshotException | BrokerException e) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(e.getMessage());
      err.flush();
      return 1;
    }
  }

  private static ModelTopic read(PipelineConfig pipeline) {
    return ModelTopic.read(
        pipeline.kafkaClientSettings(ClientRole.CONSUMER),
        pipeline.topics().model(),
        pipeline.pipeline(),
        READ_WITHIN);
  }

  private Connector connector() {
    return spec.parent().userObject() instanceof SnapshotCommand group
        ? group.connector()
        : Connector.configured();
  }

  private PipelineConfig pipelineConfig() {
    if ((config == null) == (pipeline == null)) {
      throw usage("give either --config FILE, or --bootstrap HOST:PORT and --pipeline NAME.");
    }
    if (pipeline != null && bootstrap == null) {
      throw usage("--pipeline needs --bootstrap HOST:PORT.");
    }
    PipelineConfig chosen =
        // Only the model topic is touched; the events topic can have any name.
        config == null ? PipelineConfig.of(pipeline, "events") : PipelineConfig.read(config);
    return bootstrap == null ? chosen : chosen.withBootstrapServers(bootstrap);
  }

  private ParameterException usage(String sentence) {
    String name = "snapshot " + spec.name();
    return new ParameterException(spec.commandLine(), name + ": " + sentence);
  }

  /** The one that names the version wanted, or an error that names those there are. */
  static ModelTopic.Stored find(ModelTopic topic, long version) {
    return topic
        .find(version)
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "Version %d is not on topic %s, which holds %s."
                        .formatted(version, topic.name(), SnapshotText.versions(topic))));
  }

  /** Prints what was asked for: the document with {@code --json}, else the text. */
  final void print(JsonNode document, String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? document.toPrettyString() : printable(text));
    out.flush();
  }

  /** Texts from a topic must not steer the terminal. */
  private static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\r\n]]", "?");
  }
}
