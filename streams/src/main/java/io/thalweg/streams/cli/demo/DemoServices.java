package io.thalweg.streams.cli.demo;

import io.thalweg.streams.runtime.Cluster;
import io.thalweg.streams.runtime.PipelineService;
import io.thalweg.streams.runtime.Role;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Everything that runs during a demo: broker, learning and serving, the telemetry that goes in and
 * the watch on what comes out. Started in this order, closed in the reverse one.
 */
final class DemoServices implements AutoCloseable {
  private final Cluster cluster;
  private final PipelineService service;
  private final TopicWatch watch;
  private final TelemetryProducer telemetry;

  private DemoServices(
      Cluster cluster, PipelineService service, TopicWatch watch, TelemetryProducer telemetry) {
    this.cluster = cluster;
    this.service = service;
    this.watch = watch;
    this.telemetry = telemetry;
  }

  /** Starts all of it; takes seconds. What was started is stopped again when the rest fails. */
  static DemoServices start(
      DemoPlan plan,
      Path directory,
      Telemetry source,
      String entity,
      DemoObservations seen,
      Clock clock) {
    Cluster cluster = Cluster.open(DemoPipeline.of(plan, source.fields(), directory));
    PipelineService service = null;
    TopicWatch watch = null;
    try {
      cluster.ensureTopics();
      service = PipelineService.start(cluster, Role.ALL);
      watch = TopicWatch.start(cluster.config(), seen);
      TelemetryProducer telemetry =
          TelemetryProducer.start(cluster.config(), source, entity, plan.hertz(), clock);
      return new DemoServices(cluster, service, watch, telemetry);
    } catch (RuntimeException e) {
      Stream.of(Optional.ofNullable(watch), Optional.ofNullable(service), Optional.of(cluster))
          .flatMap(Optional::stream)
          .forEach(DemoServices::closeQuietly);
      throw e;
    }
  }

  private static void closeQuietly(AutoCloseable started) {
    try {
      started.close();
    } catch (Exception lesser) {
      // The failure that led here says more.
    }
  }

  TelemetryProducer telemetry() {
    return telemetry;
  }

  /** Whether learning takes events. */
  boolean isLearning() {
    return service.learning().filter(s -> s.state() == KafkaStreams.State.RUNNING).isPresent();
  }

  /** What made one of the parts give up, if anything has. */
  Optional<Throwable> failure() {
    return Stream.of(
            Optional.ofNullable(service.failure().getNow(null)),
            telemetry.failure(),
            watch.failure())
        .flatMap(Optional::stream)
        .findFirst();
  }

  @Override
  public void close() {
    telemetry.close();
    watch.close();
    service.close();
    cluster.close();
  }
}
