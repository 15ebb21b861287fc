package io.thalweg.streams.cli.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thalweg.model.evaluate.LineLogEvaluation;
import io.thalweg.model.evaluate.LogScore;
import io.thalweg.model.evaluate.SequenceLogEvaluation;
import io.thalweg.model.evaluate.SurprisingLine;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Figures of {@code evaluate logs}, to read and as JSON.
 *
 * @param lines of the log, if there was one
 * @param sequences of events, if there were any
 * @param seed of the network
 */
record LogsReport(
    Optional<LineLogEvaluation.Result> lines,
    Optional<SequenceLogEvaluation.Result> sequences,
    long seed) {

  String markdown() {
    StringBuilder text = new StringBuilder();
    lines.ifPresent(result -> lines(text, result));
    if (lines.isPresent() && sequences.isPresent()) {
      text.append('\n');
    }
    sequences.ifPresent(result -> sequences(text, result));
    return text.toString();
  }

  private static void lines(StringBuilder text, LineLogEvaluation.Result result) {
    text.append(
        format(
            "%,d lines of %,d templates, once, each scored before it is learned; %,d (%.4f) are"
                + " labelled; %.2f bits per token.%n%n",
            result.lines(),
            result.templates(),
            result.alerts(),
            (double) result.alerts() / result.lines(),
            result.bitsPerToken()));
    table(text, "score of a line", result.ours(), result.baselines());
    text.append(format("%nThe most surprising lines:%n"));
    result.top().forEach(line -> line(text, line));
  }

  private static void line(StringBuilder text, SurprisingLine line) {
    text.append(format("%n    line %d, %.1f bits per token%n", line.number(), line.bits()))
        .append(format("      %s%n", line.marked()));
    line.nearest()
        .ifPresent(
            template ->
                text.append(
                    line.distance() == 0
                        ? format("      its template came %,d times: %s%n", line.seen(), template)
                        : format(
                            "      %d tokens off (came %,d times): %s%n",
                            line.distance(), line.seen(), template)));
  }

  private static void sequences(StringBuilder text, SequenceLogEvaluation.Result result) {
    text.append(
        format(
            "%,d sequences learned; %,d normal and %,d abnormal ones tested. %,d of the abnormal"
                + " ones are equal to one learned from.%n%n",
            result.train(), result.normal(), result.abnormal(), result.abnormalAsLearned()));
    table(text, "score of a sequence", result.ours(), result.baselines());
    row(text, result.ceiling());
  }

  private static void table(
      StringBuilder text, String what, List<LogScore> ours, List<LogScore> baselines) {
    text.append(format("| %s | average precision | best F1 |%n|---|---:|---:|%n", what));
    ours.forEach(score -> row(text, score));
    baselines.forEach(score -> row(text, score));
  }

  private static void row(StringBuilder text, LogScore score) {
    text.append(
        format("| %s | %.4f | %.4f |%n", score.name(), score.averagePrecision(), score.bestF1()));
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode().put("seed", seed);
    lines.ifPresent(result -> root.set("lines", json(result)));
    sequences.ifPresent(result -> root.set("sequences", json(result)));
    return root;
  }

  private static ObjectNode json(LineLogEvaluation.Result result) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("lines", result.lines())
            .put("labelled", result.alerts())
            .put("templates", result.templates())
            .put("bits_per_token", result.bitsPerToken());
    node.set("ours", json(result.ours()));
    node.set("baselines", json(result.baselines()));
    ArrayNode top = node.putArray("most_surprising");
    for (SurprisingLine line : result.top()) {
      ObjectNode one =
          top.addObject()
              .put("line", line.number())
              .put("bits_per_token", line.bits())
              .put("marked", line.marked());
      line.nearest()
          .ifPresent(
              template ->
                  one.put("nearest_template", template)
                      .put("came", line.seen())
                      .put("tokens_off", line.distance()));
    }
    return node;
  }

  private static ObjectNode json(SequenceLogEvaluation.Result result) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("learned", result.train())
            .put("normal", result.normal())
            .put("abnormal", result.abnormal())
            .put("abnormal_as_learned", result.abnormalAsLearned());
    node.set("ours", json(result.ours()));
    node.set("baselines", json(result.baselines()));
    node.set("ceiling", json(List.of(result.ceiling())).get(0));
    return node;
  }

  private static ArrayNode json(List<LogScore> scores) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (LogScore score : scores) {
      array
          .addObject()
          .put("score", score.name())
          .put("average_precision", score.averagePrecision())
          .put("best_f1", score.bestF1());
    }
    return array;
  }
}
