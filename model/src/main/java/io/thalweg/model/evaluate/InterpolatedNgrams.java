package io.thalweg.model.evaluate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts of symbols after the symbols before them, orders interpolated by Witten and Bell:
 *
 * <pre>{@code
 * p_k(s) = (count(s after h_k) + kinds(h_k) p_(k-1)(s)) / (count(h_k) + kinds(h_k))
 * p_(-1) = 1 / (kinds of all symbols + 1)
 * }</pre>
 *
 * with {@code h_k} the k symbols before, and {@code kinds(h)} how many different ones have
 * followed. What has never come thus has a probability, the larger the more often something new has
 * come.
 *
 * <p>A reference to compare with and to mix in: memory grows with what is seen. Deterministic, not
 * thread-safe. Source: Witten and Bell 1991; Chen and Goodman 1999, section 2.6.
 */
final class InterpolatedNgrams {
  /** Stands for what is before the first symbol. */
  private static final int BEFORE = -1;

  private final int most;
  private final Map<List<Integer>, Followers> after = new HashMap<>();

  private static final class Followers {
    final Map<Integer, Integer> counts = new HashMap<>();
    int total;
  }

  /**
   * Counts of nothing.
   *
   * @param most symbols looked back at; 0 counts symbols alone, 1 pairs
   */
  InterpolatedNgrams(int most) {
    if (most < 0) {
      throw new IllegalArgumentException("most must be at least 0, not " + most);
    }
    this.most = most;
  }

  /** Probability of symbol {@code at} of a sequence after those before it. */
  double probability(int[] symbols, int at) {
    double p = 1.0 / (kinds() + 1);
    for (int back = 0; back <= most; back++) {
      Followers followers = after.get(history(symbols, at, back));
      if (followers != null) {
        int kinds = followers.counts.size();
        int count = followers.counts.getOrDefault(symbols[at], 0);
        p = (count + kinds * p) / (followers.total + kinds);
      }
    }
    return p;
  }

  private int kinds() {
    Followers all = after.get(List.of());
    return all == null ? 0 : all.counts.size();
  }

  /** Counts symbol {@code at} of a sequence after those before it. */
  void observe(int[] symbols, int at) {
    for (int back = 0; back <= most; back++) {
      Followers followers =
          after.computeIfAbsent(history(symbols, at, back), key -> new Followers());
      followers.counts.merge(symbols[at], 1, Integer::sum);
      followers.total++;
    }
  }

  private static List<Integer> history(int[] symbols, int at, int back) {
    List<Integer> history = new ArrayList<>(back);
    for (int i = at - back; i < at; i++) {
      history.add(i < 0 ? BEFORE : symbols[i]);
    }
    return history;
  }
}
