package io.thalweg.model.evaluate;

import io.thalweg.model.text.EditDistance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The templates that have come, how often, and which is most like another: by the least number of
 * tokens to insert, delete or replace, the one known longest if several are as near.
 *
 * <p>Time of {@link #nearest}: templates * tokens^2. Memory grows with the templates.
 */
final class TemplateCounts {
  private final Map<List<String>, Integer> counts = new LinkedHashMap<>();
  private int total;

  /** A known template, how often it came, and its distance from what was asked for. */
  record Nearest(List<String> template, int count, int distance) {}

  /** How often a template came. */
  int count(List<String> template) {
    return counts.getOrDefault(template, 0);
  }

  /** Templates that came. */
  int kinds() {
    return counts.size();
  }

  /** {@code -log} of the share so far, one more of each kind and of a new one assumed. */
  double rarity(List<String> template) {
    return -Math.log((count(template) + 1.0) / (total + kinds() + 1));
  }

  void observe(List<String> template) {
    counts.merge(template, 1, Integer::sum);
    total++;
  }

  /** The known template most like one; none while nothing came. */
  Optional<Nearest> nearest(List<String> template) {
    Nearest best = null;
    for (Map.Entry<List<String>, Integer> known : counts.entrySet()) {
      int distance = EditDistance.between(known.getKey(), template);
      if (best == null || distance < best.distance()) {
        best = new Nearest(known.getKey(), known.getValue(), distance);
      }
    }
    return Optional.ofNullable(best);
  }
}
