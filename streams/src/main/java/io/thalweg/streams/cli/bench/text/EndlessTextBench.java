package io.thalweg.streams.cli.bench.text;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thalweg.model.PipelinePlan;
import io.thalweg.model.evaluate.Backtest;
import io.thalweg.model.item.Content;
import io.thalweg.model.item.Reading;
import io.thalweg.model.learn.LearnEffect;
import io.thalweg.streams.cli.bench.Tenths;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.topology.Formats;
import io.thalweg.streams.topology.Plans;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Learns and serves an endless log line by line in one thread, as a pipeline does but for the
 * broker: words with an online vocabulary, a network, versions, embeddings and surprises.
 */
final class EndlessTextBench {
  private static final int ENTITIES = 16;

  /** A small network, so that ten million lines take minutes and not days. */
  private static final String PIPELINE =
      """
      pipeline: endless
      modality: {type: text, tokenizer: log, words: 500, buckets: 32}
      source: {topic: lines}
      learning: {encoder: {type: gru, hidden: 32, context: 8}, every: 32}
      publish: {every: 50000}
      """;

  private final Backtest backtest;
  private final EndlessLines text = new EndlessLines();
  private long lines;
  private long steps;
  private long versions;
  private long alerts;

  EndlessTextBench() {
    PipelineConfig config = PipelineConfig.parse(PIPELINE);
    PipelinePlan plan =
        Plans.of(config.withSource(Formats.of(config).ownFields().orElseThrow()), 1);
    backtest = new Backtest(plan, this::count);
  }

  private void count(LearnEffect effect) {
    if (effect instanceof LearnEffect.Report report) {
      steps = report.steps();
      versions = report.version().orElse(0);
    }
  }

  private void step() {
    String entity = "host" + lines % ENTITIES;
    Content line = new Content.Text(text.next());
    alerts +=
        backtest.accept(new Reading(entity, lines, line, 0, lines)).alert().isPresent() ? 1 : 0;
    lines++;
  }

  /**
   * Runs.
   *
   * @param count lines, at least ten
   * @param progress told after every tenth
   */
  Tenths run(long count, Consumer<String> progress) {
    return Tenths.run(count, this::step, () -> lines, progress);
  }

  String text(Tenths tenths) {
    return String.format(
            Locale.ROOT,
            "Endless log: %,d lines learned and served, %,d steps, %,d versions, %,d alerts.%n",
            lines,
            steps,
            versions,
            alerts)
        + tenths.text("lines");
  }

  String json(Tenths tenths) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("lines", lines).put("steps", steps).put("versions", versions).put("alerts", alerts);
    tenths.addTo(node, "lines");
    return node.toString();
  }
}
