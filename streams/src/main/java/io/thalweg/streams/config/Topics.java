package io.thalweg.streams.config;

import java.util.List;

/**
 * Names of the topics a pipeline writes, derived from its name.
 *
 * @param model snapshots
 * @param embeddings one embedding per event
 * @param alerts alerts with their explanation
 * @param metrics how learning goes
 * @param rejects records that could not be used
 */
public record Topics(
    String model, String embeddings, String alerts, String metrics, String rejects) {

  static Topics of(String pipeline) {
    return new Topics(
        pipeline + ".model",
        pipeline + ".embeddings",
        pipeline + ".alerts",
        pipeline + ".metrics",
        pipeline + ".rejects");
  }

  /** Whether the pipeline writes this topic; reading it back would feed the pipeline itself. */
  public boolean isOneOf(String topic) {
    return List.of(model, embeddings, alerts, metrics, rejects).contains(topic);
  }
}
