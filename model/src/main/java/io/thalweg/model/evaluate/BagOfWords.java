package io.thalweg.model.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Lines as sets of words: which of the words that come at least {@value #LEAST_COUNT} times in the
 * training part, the {@value #MOST_WORDS} most frequent at most, are there, 1 or 0, whatever the
 * order. What line embeddings are compared with. Presence, not counts, as in Pang, Lee and
 * Vaithyanathan 2002, who found it to be better for sentiment.
 */
final class BagOfWords {
  static final int MOST_WORDS = 20_000;
  static final int LEAST_COUNT = 2;

  private final Map<String, Integer> columns = new HashMap<>();

  /** Chooses the words. */
  BagOfWords(List<LabelledLine> train) {
    Map<String, Integer> counts = new HashMap<>();
    train.forEach(line -> line.words().forEach(word -> counts.merge(word, 1, Integer::sum)));
    counts.values().removeIf(count -> count < LEAST_COUNT);
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_WORDS)
        .forEach(entry -> columns.put(entry.getKey(), columns.size()));
  }

  /** Words that count. */
  int size() {
    return columns.size();
  }

  /** The lines, in order. */
  SparseRows rows(List<LabelledLine> lines) {
    int[] starts = new int[lines.size() + 1];
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      TreeSet<Integer> present = new TreeSet<>();
      for (String word : lines.get(i).words()) {
        Integer column = columns.get(word);
        if (column != null) {
          present.add(column);
        }
      }
      all.addAll(present);
      starts[i + 1] = all.size();
    }
    float[] ones = new float[all.size()];
    java.util.Arrays.fill(ones, 1);
    return new SparseRows(
        Math.max(1, size()), starts, IntStream.range(0, all.size()).map(all::get).toArray(), ones);
  }
}
