package io.thalweg.model.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@link NGramCounts} by its definition, with contexts that are lists and no bound. */
final class SlowNGrams {
  private static final double[] DISCOUNT = {0, 0.9, 1.2, 1.4};

  private final int vocabulary;
  private final int order;
  private final Map<List<Integer>, Map<Integer, Integer>> counts = new HashMap<>();

  SlowNGrams(int vocabulary, int order) {
    this.vocabulary = vocabulary;
    this.order = order;
  }

  /** Of one id, given all before it. */
  double probability(List<Integer> past, int id) {
    return probability(past, id, Math.min(order, past.size()));
  }

  private double probability(List<Integer> past, int id, int k) {
    if (k < 0) {
      return 1.0 / vocabulary;
    }
    Map<Integer, Integer> seen = counts.get(last(past, k));
    double lower = probability(past, id, k - 1);
    if (seen == null) {
      return lower;
    }
    double total = seen.values().stream().mapToInt(Integer::intValue).sum();
    double taken = seen.values().stream().mapToDouble(n -> DISCOUNT[Math.min(n, 3)]).sum();
    int count = seen.getOrDefault(id, 0);
    return (count - DISCOUNT[Math.min(count, 3)] + taken * lower) / total;
  }

  void observe(List<Integer> past, int id) {
    boolean seen = false;
    for (int k = Math.min(order, past.size()); k >= 0 && !seen; k--) {
      Map<Integer, Integer> ids = counts.computeIfAbsent(last(past, k), c -> new TreeMap<>());
      seen = ids.merge(id, 1, Integer::sum) > 1;
    }
  }

  private static List<Integer> last(List<Integer> past, int k) {
    return List.copyOf(past.subList(past.size() - k, past.size()));
  }
}
