package io.thalweg.streams.cli.demo;

import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.runtime.Cluster;
import io.thalweg.streams.runtime.PipelineService;
import io.thalweg.streams.runtime.Role;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Everything that runs during a demo: broker, learning and serving, the events that go in and the
 * watch on what comes out. Started in this order, closed in the reverse one.
 */
final class DemoServices implements AutoCloseable {
  private final Cluster cluster;
  private final PipelineService service;
  private final TopicWatch watch;
  private final EventProducer events;

  private DemoServices(
      Cluster cluster, PipelineService service, TopicWatch watch, EventProducer events) {
    this.cluster = cluster;
    this.service = service;
    this.watch = watch;
    this.events = events;
  }

  /** Starts all of it; takes seconds. What was started is stopped again when the rest fails. */
  static DemoServices start(
      DemoPlan plan, Path directory, DemoSubject subject, DemoObservations seen, Clock clock) {
    Cluster cluster = Cluster.open(subject.pipeline(plan, directory));
    PipelineService service = null;
    TopicWatch watch = null;
    try {
      cluster.ensureTopics();
      service = PipelineService.start(cluster, Role.ALL);
      watch = TopicWatch.start(cluster.config(), seen);
      EventProducer events =
          EventProducer.start(cluster.config(), subject.events(), plan.hertz(), clock);
      return new DemoServices(cluster, service, watch, events);
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

  EventProducer events() {
    return events;
  }

  /** The pipeline on the cluster that was started. */
  PipelineConfig config() {
    return cluster.config();
  }

  /** Whether learning takes events. */
  boolean isLearning() {
    return service.learning().filter(s -> s.state() == KafkaStreams.State.RUNNING).isPresent();
  }

  /** What made one of the parts give up, if anything has. */
  Optional<Throwable> failure() {
    return Stream.of(
            Optional.ofNullable(service.failure().getNow(null)), events.failure(), watch.failure())
        .flatMap(Optional::stream)
        .findFirst();
  }

  @Override
  public void close() {
    events.close();
    watch.close();
    service.close();
    cluster.close();
  }
}
