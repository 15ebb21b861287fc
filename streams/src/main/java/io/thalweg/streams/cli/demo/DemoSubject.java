package io.thalweg.streams.cli.demo;

import io.thalweg.schema.Alert;
import io.thalweg.schema.Embedding;
import io.thalweg.schema.LearningMetrics;
import io.thalweg.streams.config.PipelineConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What one demo is about: where its events come from, the pipeline that learns them, what disturbs
 * them, and what must have come of it. Everything else, from the broker to the exit code, the demos
 * share.
 */
interface DemoSubject {

  /** What the view and the report call things. */
  DemoWords words();

  /** What the figures must reach. */
  DemoLimits limits();

  /** Numbers in an event. */
  int values();

  /**
   * The pipeline, with settings for a stream of which there is only a minute.
   *
   * @param directory where broker and applications keep their data
   */
  PipelineConfig pipeline(DemoPlan plan, Path directory);

  /** The events; always the same object. */
  EventSource events();

  /** What disturbs those events. */
  Disturber disturber();

  /**
   * What an alert says has changed, the greatest change first; empty: it cannot say, and answers no
   * disturbance.
   */
  List<String> named(Alert alert);

  /**
   * The losses that a report of the learner tells; empty where it tells none. Called once for each
   * report, in the order of the topic.
   */
  default Optional<LossHistory.Reported> losses(LearningMetrics metrics) {
    return LossHistory.Reported.huber(metrics);
  }

  /** Is told of every embedding, in the order of the topic. */
  default void embedded(Embedding embedding) {}

  /**
   * Called once at the end, while the broker still runs: what else there is to show.
   *
   * @param config names the cluster
   * @param alerts all that came, in the order of the topic
   * @param directory for this demo alone, and kept
   * @return sentences for the report
   * @throws IOException when it cannot be written
   */
  List<String> conclude(PipelineConfig config, List<Alert> alerts, Path directory)
      throws IOException;
}
