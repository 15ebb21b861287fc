package io.thalweg.streams.runtime;

import io.thalweg.model.PipelinePlan;
import io.thalweg.streams.config.Alignment;
import io.thalweg.streams.config.ClientRole;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.snapshot.SnapshotFollower;
import io.thalweg.streams.topology.Formats;
import io.thalweg.streams.topology.LearnTopology;
import io.thalweg.streams.topology.Plans;
import io.thalweg.streams.topology.ServeTopology;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pipeline running in this process: learn, serve, or both.
 *
 * <p>Learning starts at once. Serving starts when there is a first snapshot: the follower first,
 * the streams after. (Under offset alignment it starts at once, since it waits record by record.) A
 * stream thread that fails is replaced a few times, then the application stops and {@link #failure}
 * completes.
 */
public final class PipelineService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PipelineService.class);
  private static final Duration CLOSING = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final int MOST_RESTARTS = 5;

  private final Cluster cluster;
  private final PipelineConfig config;
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
  private @Nullable KafkaStreams learn;
  private @Nullable KafkaStreams serve;
  private @Nullable SnapshotFollower follower;
  private volatile boolean closing;

  private PipelineService(Cluster cluster, PipelineConfig config) {
    this.cluster = cluster;
    this.config = config;
  }

  /**
   * Starts a pipeline on a cluster whose topics exist. Returns when learning runs; serving may
   * still wait for its first snapshot.
   *
   * @param cluster stays the caller's to close
   */
  public static PipelineService start(Cluster cluster, Role role) {
    PipelineConfig config = cluster.config();
    Formats formats = Formats.of(config);
    formats.register();
    if (config.source().fields().isEmpty()) {
      LOG.info("The fields are not configured: looking at the first records.");
      config =
          config.withSource(
              SourceProbe.infer(config, formats, Thread.currentThread()::isInterrupted));
    }
    PipelineService service = new PipelineService(cluster, config);
    service.startRoles(role, Plans.of(config, SourceProbe.partitions(config)), formats);
    return service;
  }

  private void startRoles(Role role, PipelinePlan plan, Formats formats) {
    if (role.learns()) {
      learn = streams(LearnTopology.build(config, plan, formats), "learn");
      learn.start();
    }
    if (role.serves()) {
      SnapshotFollower following =
          SnapshotFollower.start(
              config.kafkaClientSettings(ClientRole.CONSUMER),
              config.topics().model(),
              config.pipeline());
      follower = following;
      KafkaStreams serving =
          streams(ServeTopology.build(config, plan, following, formats), "serve");
      serve = serving;
      Thread starter = new Thread(() -> startServing(serving, following), "serve-start");
      starter.setDaemon(true);
      starter.start();
    }
  }

  private void startServing(KafkaStreams serving, SnapshotFollower following) {
    boolean aligned = config.serve().alignment() == Alignment.OFFSET;
    while (!closing && !aligned && following.awaitFirst(LOOK).isEmpty()) {
      LOG.debug("Serving waits for the first snapshot.");
    }
    synchronized (this) {
      if (!closing) {
        serving.start();
      }
    }
  }

  private KafkaStreams streams(Topology topology, String application) {
    KafkaStreams streams = new KafkaStreams(topology, StreamsSettings.of(config, application));
    AtomicInteger restarts = new AtomicInteger();
    streams.setUncaughtExceptionHandler(
        error -> {
          if (closing) {
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
          }
          LOG.error("A thread of {} failed.", application, error);
          if (restarts.incrementAndGet() <= MOST_RESTARTS) {
            return StreamThreadExceptionResponse.REPLACE_THREAD;
          }
          failure.complete(error);
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    return streams;
  }

  /** The configuration in force, with its cluster and fields. */
  public PipelineConfig config() {
    return config;
  }

  /** The cluster it runs on. */
  public Cluster cluster() {
    return cluster;
  }

  /** The follower of the model topic, if this process serves. */
  public Optional<SnapshotFollower> follower() {
    return Optional.ofNullable(follower);
  }

  /** The learning application, if this process learns. */
  public Optional<KafkaStreams> learning() {
    return Optional.ofNullable(learn);
  }

  /** The serving application, if this process serves. */
  public Optional<KafkaStreams> serving() {
    return Optional.ofNullable(serve);
  }

  /** Completes with the error when one of the applications has given up. */
  public CompletableFuture<Throwable> failure() {
    return failure;
  }

  @Override
  public void close() {
    synchronized (this) {
      closing = true;
    }
    if (follower != null) {
      follower.close();
    }
    if (serve != null) {
      serve.close(CLOSING);
    }
    if (learn != null) {
      learn.close(CLOSING);
    }
  }
}
