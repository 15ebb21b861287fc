package io.thalweg.streams.cli.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is printed when a demo has come to its end: figures, verdicts, and where to go from here.
 */
final class DemoReport {
  private DemoReport() {}

  /**
   * The lines.
   *
   * @param words what the demo calls things
   * @param kept directory that still holds the demo's topics
   */
  static List<String> lines(Demo.Outcome outcome, DemoWords words, Path kept) {
    DemoSummary summary = outcome.summary();
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        StatusText.format(
            "In %s: %,d %s (%.1f per second), %,d learned, %,d embedded.",
            StatusText.clock(summary.length()),
            summary.events(),
            words.events(),
            outcome.eventsPerSecond(),
            summary.learned(),
            summary.embeddings()));
    for (Verdict verdict : summary.verdicts()) {
      lines.add(
          StatusText.format(
              "  %-4s %s: %s",
              verdict.passed() ? "ok" : "FAIL",
              verdict.name().replace('_', ' '),
              verdict.detail()));
    }
    outcome.notes().forEach(note -> lines.add("  note " + note));
    lines.add(
        summary.passed()
            ? "Every link worked: events, learning, snapshots, serving, alert."
            : "Not every link worked; a very busy machine can be the reason.");
    lines.add("");
    lines.add("What to try next:");
    lines.add(StatusText.format("  %-39s more time to learn", words.command() + " --for 5m"));
    lines.add("  ./thalweg run -c pipeline.yaml          your own topic; docs/configuration.md");
    lines.add("  ./thalweg broker --data " + kept.resolve("broker"));
    lines.add("                                          this demo's topics, for any Kafka client");
    return lines;
  }
}
