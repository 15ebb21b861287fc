package io.thalweg.streams.cli.bench.words;

import io.thalweg.model.text.EmbeddingSettings;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report as text for the terminal. */
final class WordsText {
  private WordsText() {}

  static String of(WordsReport report) {
    StringBuilder text = new StringBuilder();
    EmbeddingSettings settings = report.settings();
    line(
        text,
        "%s: %,d words, %,d of them words that come 5 times or more, which is what is counted.",
        report.corpus(),
        report.words(),
        report.counted());
    line(
        text,
        "%s, dimension %d, window %d, %d negatives, sample %s, rate from %s to 0, one thread.",
        settings.task().label(),
        settings.dimension(),
        settings.window(),
        settings.negatives(),
        settings.sample(),
        report.firstRate());
    line(
        text,
        "%,d vectors; the vocabulary has %,d bytes.",
        report.vectors().words().size(),
        report.vocabularyBytes());
    line(text, "");
    result(text, "thalweg", report.own(), report.counted());
    report.reference().ifPresent(r -> result(text, "scalar loop", r, report.counted()));
    report
        .reference()
        .ifPresent(
            reference ->
                line(
                    text,
                    "%.1f times the scalar loop, best pass each.",
                    report.own().bestWordsPerSecond(report.counted())
                        / reference.bestWordsPerSecond(report.counted())));
    return text.toString();
  }

  private static void result(
      StringBuilder text, String name, WordsReport.Result result, long words) {
    line(
        text,
        "%-12s %,10.0f words/s over %d passes, best pass %,.0f",
        name,
        result.wordsPerSecond(words),
        result.passes().size(),
        result.bestWordsPerSecond(words));
    if (!Double.isNaN(result.passes().get(0).loss())) {
      line(
          text,
          "%-12s loss per prediction and pass, in nats: %s",
          "",
          result.passes().stream()
              .map(pass -> String.format(Locale.ROOT, "%.3f", pass.loss()))
              .collect(Collectors.joining(", ")));
    }
    result
        .scores()
        .forEach(
            (set, score) ->
                line(
                    text,
                    "%-12s %s Spearman %.3f over %d of %d pairs",
                    "",
                    set,
                    score.correlation(),
                    score.used(),
                    score.pairs()));
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }
}
