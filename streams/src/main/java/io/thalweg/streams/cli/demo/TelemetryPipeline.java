package io.thalweg.streams.cli.demo;

import io.thalweg.streams.config.BrokerConfig;
import io.thalweg.streams.config.ComponentConfig;
import io.thalweg.streams.config.Cooldown;
import io.thalweg.streams.config.DetectConfig;
import io.thalweg.streams.config.EntitiesConfig;
import io.thalweg.streams.config.KafkaConfig;
import io.thalweg.streams.config.LearningConfig;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.config.PublishConfig;
import io.thalweg.streams.config.RegistryConfig;
import io.thalweg.streams.config.ServeConfig;
import io.thalweg.streams.config.SourceConfig;
import io.thalweg.streams.config.SourceFormat;
import io.thalweg.streams.config.StateConfig;
import io.thalweg.streams.config.TimestampUnit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The telemetry demo's pipeline: what a pipeline file would say, with settings for a stream of
 * which there is only a minute.
 */
final class TelemetryPipeline {
  static final String NAME = "demo";
  static final String EVENTS = "demo.events";

  /**
   * A minute has few events: each is learned 64 times over, and faster than in a pipeline for
   * months. Twice or four times as often learns them by heart, and predicts worse.
   */
  private static final int EVENTS_PER_STEP = 4;

  private static final double LEARNING_RATE = 0.003;

  /**
   * One in 5,000 ordinary events: in the demo's quiet minute a fifth of an alert is to be expected.
   * Calibrated on a minute of a machine that somebody goes on using, a rarer one could not be told
   * from never.
   */
  private static final double ALERT_RATE = 2e-4;

  /** Two seconds without anything unusual end an incident. */
  private static final double QUIET_SECONDS = 2;

  private static final Duration COMMIT = Duration.ofMillis(250);

  private TelemetryPipeline() {}

  /**
   * The pipeline.
   *
   * @param fields of the telemetry
   * @param directory where broker and applications keep their data
   */
  static PipelineConfig of(DemoPlan plan, List<String> fields, Path directory) {
    return new PipelineConfig(
        NAME,
        PipelineConfig.SENSOR,
        KafkaConfig.DEFAULTS,
        source(fields),
        EntitiesConfig.DEFAULTS,
        learning(),
        new PublishConfig(
            plan.publishEvery(),
            PublishConfig.DEFAULTS.keep(),
            PublishConfig.DEFAULTS.tolerance(),
            PublishConfig.DEFAULTS.minRank()),
        ServeConfig.DEFAULTS,
        new DetectConfig(
            ALERT_RATE,
            new Cooldown.Events((int) Math.round(QUIET_SECONDS * plan.hertz())),
            plan.warmup()),
        new StateConfig(directory.resolve("state").toString()),
        COMMIT,
        new BrokerConfig(0, directory.resolve("broker").toString(), false),
        RegistryConfig.DEFAULTS);
  }

  private static SourceConfig source(List<String> fields) {
    SourceConfig standard = SourceConfig.of(EVENTS);
    return new SourceConfig(
        EVENTS,
        SourceFormat.AVRO,
        null,
        TimestampUnit.AUTO,
        null,
        fields,
        List.of(),
        List.of(),
        standard.delimiter(),
        standard.maxRecordBytes(),
        standard.grace(),
        standard.future());
  }

  private static LearningConfig learning() {
    LearningConfig standard = LearningConfig.DEFAULTS;
    return new LearningConfig(
        standard.segment(),
        standard.stride(),
        standard.encoder(),
        standard.task(),
        standard.objective(),
        new ComponentConfig("adam", Map.of("rate", LEARNING_RATE)),
        standard.batch(),
        EVENTS_PER_STEP,
        standard.replayBytes(),
        standard.replayPolicy(),
        standard.checkpointSteps(),
        standard.seed(),
        standard.clip(),
        standard.capacity(),
        standard.holdout(),
        standard.ema());
  }
}
