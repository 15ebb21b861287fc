package io.thalweg.streams.runtime;

import io.thalweg.model.PipelinePlan;
import io.thalweg.streams.config.Alignment;
import io.thalweg.streams.config.ClientRole;
import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.config.SourceConfig;
import io.thalweg.streams.snapshot.SnapshotException;
import io.thalweg.streams.snapshot.SnapshotFollower;
import io.thalweg.streams.topology.Formats;
import io.thalweg.streams.topology.LearnTopology;
import io.thalweg.streams.topology.Plans;
import io.thalweg.streams.topology.ServeTopology;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
 * stream thread that fails is replaced, at most {@value #MOST_RESTARTS} times in ten minutes; then
 * the application stops and {@link #failure} completes. A setting that cannot be used stops it at
 * once: no thread will like it better.
 */
public final class PipelineService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PipelineService.class);
  private static final Duration CLOSING = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration SERVING_CLOSING = Duration.ofSeconds(5);
  private static final int MOST_RESTARTS = 5;
  private static final Duration RESTARTS_WITHIN = Duration.ofMinutes(10);

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
    Optional<SourceConfig> own = formats.ownFields();
    if (own.isPresent()) {
      config = config.withSource(own.get());
    } else if (config.source().fields().isEmpty()) {
      LOG.info("The fields are not configured: looking at the first records.");
      config =
          config.withSource(
              SourceProbe.infer(config, formats, Thread.currentThread()::isInterrupted));
    }
    PipelineService service = new PipelineService(cluster, config);
    int partitions = SourceProbe.partitions(config);
    PipelinePlan plan = Plans.of(config, partitions);
    if (role.serves()) {
      StartChecks.checkAlignment(config, partitions);
      if (!plan.watches()) {
        LOG.warn("Task and objective forecast nothing: events are embedded, there are no alerts.");
      }
    }
    if (role.learns()) {
      StartChecks.checkCache(plan, StreamsSettings.of(config, "learn"));
    }
    service.startRoles(role, plan, partitions, formats);
    return service;
  }

  private void startRoles(Role role, PipelinePlan plan, int partitions, Formats formats) {
    if (role.learns()) {
      learn = streams(LearnTopology.build(config, plan, partitions, formats), "learn");
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
    try {
      while (!closing && !aligned && following.awaitFirst(LOOK).isEmpty()) {
        LOG.debug("Serving waits for the first snapshot.");
      }
    } catch (SnapshotException e) {
      if (!closing) {
        throw e;
      }
      return; // closed before there was anything to serve
    }
    synchronized (this) {
      if (!closing) {
        serving.start();
      }
    }
  }

  private KafkaStreams streams(Topology topology, String application) {
    KafkaStreams streams = new KafkaStreams(topology, StreamsSettings.of(config, application));
    Restarts restarts = new Restarts(MOST_RESTARTS, RESTARTS_WITHIN, System::nanoTime);
    streams.setUncaughtExceptionHandler(
        error -> {
          if (closing) {
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
          }
          LOG.error("A thread of {} failed.", application, error);
          Optional<Throwable> refused = refusedSetting(error);
          if (refused.isEmpty() && restarts.allow()) {
            return StreamThreadExceptionResponse.REPLACE_THREAD;
          }
          failure.complete(refused.orElse(error));
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    return streams;
  }

  private static Optional<Throwable> refusedSetting(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConfigurationException) {
        return Optional.of(cause);
      }
    }
    return Optional.empty();
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
    // Serving first, so that what it has done is committed. Under offset alignment it may be
    // waiting for a decision of the learner: closing the follower ends that.
    boolean served = serve == null || serve.close(SERVING_CLOSING);
    if (follower != null) {
      follower.close();
    }
    if (serve != null && !served) {
      serve.close(CLOSING);
    }
    if (learn != null) {
      learn.close(CLOSING);
    }
  }
}
