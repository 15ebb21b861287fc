package io.thalweg.streams.cli.demo;

import io.thalweg.schema.Embedding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The lines that surprised most, one of a kind each. Lines are held until they are embedded; after
 * that only the {@value #KEPT} least probable are. Thread-safe.
 */
final class SurprisingLines {
  private static final int KEPT = 64;

  /** Lines on their way at most: a pipeline that does not answer must not fill the memory. */
  private static final int ON_THEIR_WAY = 100_000;

  private final UnaryOperator<String> kind;
  private final Map<Long, String> waiting = new HashMap<>();
  private final List<Line> least = new ArrayList<>();
  private long sent;

  /**
   * One of them.
   *
   * @param offset in the events topic
   * @param pValue calibrated tail probability
   * @param text as it was sent
   */
  record Line(long offset, double pValue, String text) {}

  /**
   * @param kind of a line: what it has in common with others that say the same
   */
  SurprisingLines(UnaryOperator<String> kind) {
    this.kind = kind;
  }

  /** Takes the next line of the topic, which has one partition and no other writer. */
  synchronized void sent(String text) {
    if (waiting.size() < ON_THEIR_WAY) {
      waiting.put(sent, text);
    }
    sent++;
  }

  /** Takes what came of a line. */
  synchronized void embedded(Embedding embedding) {
    String text = waiting.remove(embedding.getOffset());
    if (text == null || embedding.getPValue() == null) {
      return;
    }
    least.add(new Line(embedding.getOffset(), embedding.getPValue(), text));
    if (least.size() > 2 * KEPT) {
      least.sort(Comparator.comparingDouble(Line::pValue));
      least.subList(KEPT, least.size()).clear();
    }
  }

  /** The least probable lines, no two of a kind, the least probable first. */
  synchronized List<Line> most(int lines) {
    Set<String> kinds = new HashSet<>();
    return least.stream()
        .sorted(Comparator.comparingDouble(Line::pValue))
        .filter(line -> kinds.add(kind.apply(line.text())))
        .limit(lines)
        .toList();
  }
}
