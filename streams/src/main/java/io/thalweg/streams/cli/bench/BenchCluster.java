package io.thalweg.streams.cli.bench;

import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.runtime.Cluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * An embedded broker in a directory of its own, deleted in the end, and the pipelines measured on
 * it: each run is a pipeline of its own name, so that it has its own topics, state and offsets.
 */
final class BenchCluster implements AutoCloseable {
  /** Learns every segment once, publishes now and then; all else as by default. */
  private static final String PIPELINE =
      """
      pipeline: %s
      source:
        topic: %s
        format: avro
        fields: [%s]
      learning:
        segment: %d
        batch: %d
        every: %d
      publish:
        every: %d
      state:
        dir: %s
      broker:
        data: %s
      """;

  static final int SEGMENT = 16;
  static final int BATCH = 16;
  static final int EVERY = SEGMENT * BATCH;
  static final int PUBLISH_EVERY = 10_000;

  private final Path directory;
  private final Cluster cluster;

  private BenchCluster(Path directory, Cluster cluster) {
    this.directory = directory;
    this.cluster = cluster;
  }

  static BenchCluster start() {
    try {
      Path directory = Files.createTempDirectory("thalweg-bench");
      return new BenchCluster(directory, Cluster.open(config(directory, "bench", "events")));
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary directory", e);
    }
  }

  private static PipelineConfig config(Path directory, String pipeline, String topic) {
    return PipelineConfig.parse(
        PIPELINE.formatted(
            pipeline,
            topic,
            String.join(", ", SyntheticEvents.fields()),
            SEGMENT,
            BATCH,
            EVERY,
            PUBLISH_EVERY,
            directory.resolve("state").resolve(pipeline),
            directory.resolve("broker")));
  }

  /** A pipeline with its topics. Its events topic may be shared with others. */
  PipelineConfig pipeline(String name, String eventsTopic) {
    String address = cluster.config().kafka().bootstrapServers().orElseThrow();
    PipelineConfig config = config(directory, name, eventsTopic).withBootstrapServers(address);
    try (Cluster mine = Cluster.open(config)) {
      mine.ensureTopics();
    }
    return config;
  }

  @Override
  public void close() {
    cluster.close();
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException("the benchmark's directory cannot be deleted", e);
    }
  }
}
