package io.thalweg.streams.cli.bench;

import io.thalweg.model.PipelinePlan;
import io.thalweg.streams.config.ClientRole;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.runtime.StreamsSettings;
import io.thalweg.streams.snapshot.SnapshotFollower;
import io.thalweg.streams.topology.LearnTopology;
import io.thalweg.streams.topology.Plans;
import io.thalweg.streams.topology.ServeTopology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;

/** One Kafka Streams application under measurement, with the settings of the service. */
final class Application implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final String id;
  private final KafkaStreams streams;
  private final @Nullable SnapshotFollower follower;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  /** Looked up once: it is asked for every millisecond, beside hundreds of others. */
  private List<Metric> processed = List.of();

  private Application(
      PipelineConfig config, Subject subject, Topology topology, @Nullable SnapshotFollower from) {
    id = config.pipeline() + "-" + subject.title();
    follower = from;
    streams = new KafkaStreams(topology, StreamsSettings.of(config, subject.title()));
    streams.setUncaughtExceptionHandler(
        error -> {
          failure.set(error);
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
  }

  /** Prepares an application; serving has its version when this returns. */
  static Application of(PipelineConfig config, Subject subject) {
    PipelinePlan plan = Plans.of(config, 1);
    return switch (subject) {
      case PASS_THROUGH -> new Application(config, subject, PassThrough.build(config), null);
      case LEARN -> new Application(config, subject, LearnTopology.build(config, plan, 1), null);
      case SERVE -> serving(config, plan);
    };
  }

  private static Application serving(PipelineConfig config, PipelinePlan plan) {
    BenchSnapshot.publish(config, plan);
    SnapshotFollower follower =
        SnapshotFollower.start(
            config.kafkaClientSettings(ClientRole.CONSUMER),
            config.topics().model(),
            config.pipeline());
    if (follower.awaitFirst(PATIENCE).isEmpty()) {
      follower.close();
      throw new IllegalStateException("the version to serve cannot be followed");
    }
    Topology topology = ServeTopology.build(config, plan, follower);
    return new Application(config, Subject.SERVE, topology, follower);
  }

  void start() {
    streams.start();
  }

  boolean isRunning() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  /** Beginning of the names of this application's stream threads. */
  String threadPrefix() {
    return id;
  }

  /** Records its thread has processed. */
  long processed() {
    if (processed.isEmpty()) {
      processed = metrics("stream-thread-metrics", "process-total");
    }
    return (long) sum(processed);
  }

  /**
   * Time its producer has spent committing; grows with each commit, 0 when the producer is gone.
   */
  double commitNanos() {
    return sum(metrics("producer-metrics", "txn-commit-time-ns-total"));
  }

  private List<Metric> metrics(String group, String name) {
    List<Metric> found = new ArrayList<>();
    for (Metric metric : streams.metrics().values()) {
      if (metric.metricName().name().equals(name) && metric.metricName().group().equals(group)) {
        found.add(metric);
      }
    }
    return found;
  }

  private static double sum(List<Metric> metrics) {
    double sum = 0;
    for (Metric metric : metrics) {
      sum += ((Number) metric.metricValue()).doubleValue();
    }
    return sum;
  }

  void throwIfFailed() {
    Throwable error = failure.get();
    if (error != null) {
      throw new IllegalStateException(id + " failed", error);
    }
  }

  @Override
  public void close() {
    streams.close(PATIENCE);
    if (follower != null) {
      follower.close();
    }
  }
}
