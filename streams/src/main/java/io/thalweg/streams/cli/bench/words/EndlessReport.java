package io.thalweg.streams.cli.bench.words;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * How an endless text was learned.
 *
 * @param lines learned
 * @param words in them
 * @param budgetBytes that the vocabulary may have
 * @param vocabularyBytes that it has
 * @param replaced words that lost their counter to another one
 * @param rowsTaken words that lost their vector
 * @param tenths in order
 */
record EndlessReport(
    long lines,
    long words,
    long budgetBytes,
    long vocabularyBytes,
    long replaced,
    long rowsTaken,
    List<Tenth> tenths) {

  /**
   * A tenth of the text.
   *
   * @param wordsPerSecond while it was learned
   * @param wordsPerCpuSecond the same by the time that the thread had a processor
   * @param heapBytes in use after it and after a garbage collection
   */
  record Tenth(double wordsPerSecond, double wordsPerCpuSecond, long heapBytes) {}

  private Tenth first() {
    return tenths.get(0);
  }

  private Tenth last() {
    return tenths.get(tenths.size() - 1);
  }

  /** Speed of the last tenth as a share of the first one's. */
  double ratio() {
    return last().wordsPerSecond() / first().wordsPerSecond();
  }

  /** The same by processor time. */
  double cpuRatio() {
    return last().wordsPerCpuSecond() / first().wordsPerCpuSecond();
  }

  private String thousands(ToDoubleFunction<Tenth> speed) {
    return tenths.stream()
        .map(tenth -> String.format(Locale.ROOT, "%.0f", speed.applyAsDouble(tenth) / 1e3))
        .collect(Collectors.joining(" "));
  }

  String text() {
    return String.format(
        Locale.ROOT,
        "Endless text: %,d lines, %,d words. The vocabulary has %,d bytes, %,d are allowed;"
            + " %,d words lost their counter to another, %,d their vector.%n"
            + "thousand words/s by tenths: %s; last to first %.2f%n"
            + "by processor time: %s; last to first %.2f%n"
            + "heap in use, MB: %s",
        lines,
        words,
        vocabularyBytes,
        budgetBytes,
        replaced,
        rowsTaken,
        thousands(Tenth::wordsPerSecond),
        ratio(),
        thousands(Tenth::wordsPerCpuSecond),
        cpuRatio(),
        tenths.stream()
            .map(t -> String.format(Locale.ROOT, "%.1f", t.heapBytes() / 1e6))
            .collect(Collectors.joining(" ")));
  }

  String json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("lines", lines).put("words", words).put("last_to_first", ratio());
    node.put("last_to_first_cpu", cpuRatio());
    node.put("vocabulary_bytes", vocabularyBytes).put("vocabulary_budget_bytes", budgetBytes);
    node.put("words_replaced", replaced).put("vectors_taken", rowsTaken);
    for (Tenth tenth : tenths) {
      node.withArray("tenths")
          .addObject()
          .put("words_per_second", tenth.wordsPerSecond())
          .put("words_per_cpu_second", tenth.wordsPerCpuSecond())
          .put("heap_bytes", tenth.heapBytes());
    }
    return node.toString();
  }
}
