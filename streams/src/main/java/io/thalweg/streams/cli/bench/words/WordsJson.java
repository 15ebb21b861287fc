package io.thalweg.streams.cli.bench.words;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A report as JSON. Names are stable. */
final class WordsJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private WordsJson() {}

  static String of(WordsReport report) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("corpus", report.corpus())
        .put("words", report.words())
        .put("words_counted", report.counted())
        .put("vectors", report.vectors().words().size())
        .put("vocabulary_bytes", report.vocabularyBytes())
        .put("task", report.settings().task().label())
        .put("dimension", report.settings().dimension())
        .put("window", report.settings().window())
        .put("negatives", report.settings().negatives())
        .put("sample", report.settings().sample())
        .put("rate", report.firstRate())
        .put("seed", report.settings().seed())
        .put("processors", Runtime.getRuntime().availableProcessors());
    root.set("thalweg", result(report.own(), report.counted()));
    report.reference().ifPresent(r -> root.set("scalar_loop", result(r, report.counted())));
    try {
      return MAPPER.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values cannot be written", e);
    }
  }

  private static ObjectNode result(WordsReport.Result result, long words) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("words_per_second", result.wordsPerSecond(words))
        .put("best_words_per_second", result.bestWordsPerSecond(words));
    for (WordsReport.Pass pass : result.passes()) {
      ObjectNode each = node.withArray("passes").addObject().put("seconds", pass.seconds());
      if (!Double.isNaN(pass.loss())) {
        each.put("loss", pass.loss());
      }
    }
    result
        .scores()
        .forEach(
            (set, score) ->
                node.withObject("/scores")
                    .putObject(set)
                    .put("spearman", score.correlation())
                    .put("pairs_used", score.used())
                    .put("pairs", score.pairs()));
    return node;
  }
}
