package io.thalweg.streams.cli.demo;

import io.thalweg.schema.Alert;
import io.thalweg.schema.FieldContribution;
import io.thalweg.schema.SensorEventWriter;
import io.thalweg.streams.config.PipelineConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code demo}: learns telemetry, and names the metrics that a disturbance moved. */
final class TelemetryDemo implements DemoSubject {

  /** A metric has moved when it is this many predicted scales away from what was expected. */
  private static final double MOVED = 3;

  private final Telemetry telemetry;
  private final Disturber disturber;
  private final EventSource events;

  /**
   * @param telemetry what is learned
   * @param entity whose telemetry it is
   * @param disturber makes the disturbance that must be found
   */
  TelemetryDemo(Telemetry telemetry, String entity, Disturber disturber) {
    this.telemetry = telemetry;
    this.disturber = disturber;
    SensorEventWriter writer = new SensorEventWriter();
    events =
        () -> {
          double[] values = telemetry.read();
          return time ->
              Optional.of(
                  new EventSource.Event(
                      entity, writer.encode(entity, time.toEpochMilli(), values, null)));
        };
  }

  /** When what happens on this machine. */
  static DemoPlan plan(Duration total) {
    return new DemoPlan(
        total,
        Duration.ofSeconds(3),
        Duration.ofSeconds(15),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(6),
        Duration.ofSeconds(5),
        21,
        105,
        400);
  }

  @Override
  public DemoWords words() {
    return new DemoWords(
        "./thalweg demo",
        "readings of %d metrics of this machine".formatted(values()),
        "what this machine usually does",
        Baseline.persistence("same as last reading"));
  }

  @Override
  public DemoLimits limits() {
    return new DemoLimits(0.9, 2);
  }

  @Override
  public int values() {
    return telemetry.fields().size();
  }

  @Override
  public PipelineConfig pipeline(DemoPlan plan, Path directory) {
    return TelemetryPipeline.of(plan, telemetry.fields(), directory);
  }

  @Override
  public EventSource events() {
    return events;
  }

  @Override
  public Disturber disturber() {
    return disturber;
  }

  /** Metrics that contributed and really are far from what was expected. */
  @Override
  public List<String> named(Alert alert) {
    return alert.getContributions().stream()
        .filter(TelemetryDemo::hasMoved)
        .map(FieldContribution::getField)
        .toList();
  }

  /** An alert names its metrics; there is nothing to look at. */
  @Override
  public List<String> conclude(PipelineConfig config, List<Alert> alerts, Path directory) {
    return List.of();
  }

  private static boolean hasMoved(FieldContribution part) {
    return Math.abs(part.getObserved() - part.getExpected()) >= MOVED * part.getScale();
  }
}
