package io.thalweg.streams.cli.evaluate;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which folders are learned from and which are judged.
 *
 * @param train at least one
 * @param test at least two, none of them learned from
 */
record FolderSplit(Set<String> train, Set<String> test) {

  /** Checks that no one is in both. */
  FolderSplit {
    Set<String> both = new LinkedHashSet<>(train);
    both.retainAll(test);
    if (!both.isEmpty()) {
      throw new IllegalArgumentException("learned from and judged: " + both);
    }
    if (train.isEmpty() || test.size() < 2) {
      throw new IllegalArgumentException(
          "one folder to learn from and two to judge are needed, not %s and %s"
              .formatted(train, test));
    }
  }

  /**
   * Divides folders.
   *
   * @param names of all, in order
   * @param train names and ranges; empty: all that are not judged, or the first two thirds
   * @param test names and ranges; empty: all that are not learned from
   */
  static FolderSplit of(List<String> names, Optional<String> train, Optional<String> test) {
    if (train.isEmpty() && test.isEmpty()) {
      int first = names.size() * 2 / 3;
      return new FolderSplit(
          new LinkedHashSet<>(names.subList(0, first)),
          new LinkedHashSet<>(names.subList(first, names.size())));
    }
    Set<String> learned = train.map(t -> chosen(names, t)).orElseGet(() -> others(names, test));
    Set<String> judged = test.map(t -> chosen(names, t)).orElseGet(() -> others(names, train));
    return new FolderSplit(learned, judged);
  }

  private static Set<String> others(List<String> names, Optional<String> chosen) {
    Set<String> others = new LinkedHashSet<>(names);
    chosen.ifPresent(c -> others.removeAll(chosen(names, c)));
    return others;
  }

  /** Names, and ranges from one name to another one, separated by commas. */
  private static Set<String> chosen(List<String> names, String text) {
    Set<String> chosen = new LinkedHashSet<>();
    for (String part : text.split(",", -1)) {
      chosen.addAll(range(names, part.strip()));
    }
    return chosen;
  }

  /** Names may have hyphens of their own: the first that has a name on both sides divides. */
  private static List<String> range(List<String> names, String part) {
    if (names.contains(part)) {
      return List.of(part);
    }
    for (int at = part.indexOf('-'); at >= 0; at = part.indexOf('-', at + 1)) {
      int from = names.indexOf(part.substring(0, at));
      int to = names.indexOf(part.substring(at + 1));
      if (from >= 0 && to >= from) {
        return names.subList(from, to + 1);
      }
    }
    throw new IllegalArgumentException(
        "'%s' is neither a folder nor a range of folders from %s to %s"
            .formatted(part, names.get(0), names.get(names.size() - 1)));
  }
}
