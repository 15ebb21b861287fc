package io.thalweg.streams.cli.bench.words;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A text in memory.
 *
 * @param name for the report
 * @param sentences their words
 */
record Corpus(String name, List<List<String>> sentences) {
  /** word2vec's default. */
  static final int LEAST_COUNT = 5;

  /** All words of the text. */
  long words() {
    return sentences.stream().mapToLong(List::size).sum();
  }

  /** Words that come at least {@value #LEAST_COUNT} times, the most frequent first. */
  Map<String, Integer> frequent() {
    Map<String, Integer> counts = new HashMap<>();
    sentences.forEach(sentence -> sentence.forEach(word -> counts.merge(word, 1, Integer::sum)));
    counts.values().removeIf(count -> count < LEAST_COUNT);
    List<Map.Entry<String, Integer>> entries = new ArrayList<>(counts.entrySet());
    entries.sort(
        Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey()));
    Map<String, Integer> sorted = new java.util.LinkedHashMap<>();
    entries.forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }
}
