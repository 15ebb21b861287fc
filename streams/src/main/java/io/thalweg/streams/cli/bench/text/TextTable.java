package io.thalweg.streams.cli.bench.text;

import java.util.Locale;

/** A report as text for the terminal. */
final class TextTable {
  private TextTable() {}

  static String of(TextReport report) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "%s: %,d characters, each foretold before it is learned, in one pass.",
        report.text().name(),
        report.text().ids().length);
    line(
        text,
        "%s: %,d parameters, %,d steps.",
        report.preset().described(),
        report.parameters(),
        report.steps());
    line(text, "");
    line(
        text,
        "%-18s %12s %12s %14s %16s",
        "bits/character",
        "whole",
        "last tenth",
        "characters/s",
        "per CPU second");
    report
        .text()
        .source()
        .ifPresent(
            source ->
                line(
                    text, "%-18s %12.3f %12.3f", "its source", source.whole(), source.lastTenth()));
    report.counts().forEach((order, result) -> row(text, "counts, order " + order, result));
    row(text, "network", report.network());
    row(text, "network and counts", report.mixture());
    return text.toString();
  }

  private static void row(StringBuilder text, String name, TextReport.Result result) {
    line(
        text,
        "%-18s %12.3f %12.3f %,14.0f %,16.0f",
        name,
        result.bits().whole(),
        result.bits().lastTenth(),
        result.speed(),
        result.processorSpeed());
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }
}
