package io.thalweg.model.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Pairs of words with the similarity that people gave them, as in WordSim-353, MEN and RG-65.
 * Vectors are scored by the rank correlation of their similarities with people's. Pairs with a word
 * that has no vector are left out, which is the usual practice, and counted: a score over fewer
 * pairs is another score.
 *
 * <p>Sources: Finkelstein et al. 2002; Bruni, Tran and Baroni 2014; Rubenstein and Goodenough 1965.
 */
public final class WordSimilarity {
  private final List<Pair> pairs;

  /**
   * One judgement.
   *
   * @param similarity on the set's own scale, higher is more similar
   */
  public record Pair(String one, String other, double similarity) {}

  /** How similar a method finds two words; none if it does not know one of them. */
  @FunctionalInterface
  public interface Similarity {
    /** Higher is more similar, on any scale. */
    OptionalDouble of(String one, String other);
  }

  /**
   * A score.
   *
   * @param correlation Spearman's; NaN with fewer than two pairs
   * @param used pairs of which both words were known
   * @param pairs of the whole set
   */
  public record Score(double correlation, int used, int pairs) {}

  /** A set of these pairs. */
  public WordSimilarity(List<Pair> pairs) {
    this.pairs = List.copyOf(pairs);
  }

  /**
   * Reads a set: a line is two words and a number between blanks. Words become lower case.
   *
   * @throws IllegalArgumentException for a line of another form, naming it
   */
  public static WordSimilarity read(Path file) throws IOException {
    List<Pair> pairs = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        pairs.add(pair(lines.get(i).strip().split("\\s+"), file, i + 1));
      }
    }
    return new WordSimilarity(pairs);
  }

  private static Pair pair(String[] parts, Path file, int line) {
    try {
      if (parts.length == 3) {
        return new Pair(
            parts[0].toLowerCase(Locale.ROOT),
            parts[1].toLowerCase(Locale.ROOT),
            Double.parseDouble(parts[2]));
      }
    } catch (NumberFormatException e) {
      // The same answer as to any other line that is no pair.
    }
    throw new IllegalArgumentException(
        "line %d of %s is not two words and a number".formatted(line, file));
  }

  /** Correlation of a method with the people. */
  public Score score(Similarity method) {
    double[] people = new double[pairs.size()];
    double[] own = new double[pairs.size()];
    int used = 0;
    for (Pair pair : pairs) {
      OptionalDouble similarity = method.of(pair.one(), pair.other());
      if (similarity.isPresent()) {
        people[used] = pair.similarity();
        own[used] = similarity.getAsDouble();
        used++;
      }
    }
    double correlation =
        Spearman.of(java.util.Arrays.copyOf(people, used), java.util.Arrays.copyOf(own, used));
    return new Score(correlation, used, pairs.size());
  }
}
