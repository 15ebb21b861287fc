package io.thalweg.model.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * Word vectors to look at: the vector of a word, its nearest words, analogies. Immutable,
 * thread-safe.
 *
 * <p>Nearness is the cosine, in [-1, 1], higher is nearer; a vector of zeros is near to nothing
 * (cosine 0). Time: a search compares with every word, {@code words * dimension} multiplications, 2
 * ms for 14,000 words of 100. Memory: 4 bytes per word and dimension, and the words.
 *
 * <p>Example: with vectors {@code king (1, 1), man (1, 0), woman (-1, 0), queen (-1, 1)} the
 * analogy of {@code man} to {@code king}, as {@code woman} to what, is {@code queen}.
 */
public final class WordVectors {
  private final int dimension;

  /** By falling count, those of one count in alphabetical order. */
  private final List<String> words;

  private final Map<String, Integer> index = new HashMap<>();
  private final float[] vectors; // [words, dimension]
  private final float[] lengths;

  /**
   * @param words different from each other
   * @param vectors {@code [words, dimension]}, in the same order; copied
   */
  public WordVectors(List<String> words, float[] vectors, int dimension) {
    if (dimension < 1 || vectors.length != (long) words.size() * dimension) {
      throw new IllegalArgumentException(
          "%d floats are not [%d words, %d]".formatted(vectors.length, words.size(), dimension));
    }
    this.dimension = dimension;
    this.words = List.copyOf(words);
    this.vectors = vectors.clone();
    lengths = new float[words.size()];
    for (int word = 0; word < lengths.length; word++) {
      if (index.put(words.get(word), word) != null) {
        throw new IllegalArgumentException("there are two vectors of " + words.get(word));
      }
      lengths[word] = length(this.vectors, word * dimension);
    }
  }

  static WordVectors of(Vocabulary vocabulary, EmbeddingLearner learner) {
    record Entry(String word, double count, int row) {}
    List<Entry> entries = new ArrayList<>();
    for (int row = 0; row < vocabulary.rows(); row++) {
      int at = row;
      vocabulary
          .word(row)
          .ifPresent(word -> entries.add(new Entry(word, vocabulary.count(at), at)));
    }
    entries.sort(Comparator.comparingDouble(Entry::count).reversed().thenComparing(Entry::word));
    int dimension = learner.vector(0).length;
    float[] vectors = new float[entries.size() * dimension];
    for (int i = 0; i < entries.size(); i++) {
      System.arraycopy(learner.vector(entries.get(i).row()), 0, vectors, i * dimension, dimension);
    }
    return new WordVectors(entries.stream().map(Entry::word).toList(), vectors, dimension);
  }

  /** Words, the most frequent first. */
  public List<String> words() {
    return words;
  }

  /** Floats of a vector. */
  public int dimension() {
    return dimension;
  }

  /** A copy of a word's vector, as it was learned. */
  public Optional<float[]> vector(String word) {
    return find(word).map(at -> Arrays.copyOfRange(vectors, at * dimension, (at + 1) * dimension));
  }

  /** Cosine of two words; none unless both have a vector. */
  public OptionalDouble cosine(String one, String other) {
    Optional<Integer> a = find(one);
    Optional<Integer> b = find(other);
    if (a.isEmpty() || b.isEmpty()) {
      return OptionalDouble.empty();
    }
    int from = a.get() * dimension;
    return OptionalDouble.of(
        cosine(Arrays.copyOfRange(vectors, from, from + dimension), lengths[a.get()], b.get()));
  }

  /** A word and its cosine to what was asked for. */
  public record Neighbour(String word, double cosine) {}

  /** The nearest words, nearest first, without the word itself; none for an unknown word. */
  public List<Neighbour> nearest(String word, int count) {
    return vector(word).map(v -> nearest(v, Set.of(word), count)).orElse(List.of());
  }

  /**
   * What is to {@code c} as {@code b} is to {@code a}: the words nearest to {@code b - a + c}, each
   * at length 1, without the three. None unless all are known. Source: Mikolov, Yih and Zweig 2013.
   */
  public List<Neighbour> analogy(String a, String b, String c, int count) {
    float[] sum = new float[dimension];
    if (!addUnit(a, -1, sum) || !addUnit(b, 1, sum) || !addUnit(c, 1, sum)) {
      return List.of();
    }
    return nearest(sum, new TreeSet<>(List.of(a, b, c)), count);
  }

  private boolean addUnit(String word, float sign, float[] sum) {
    Optional<Integer> at = find(word);
    if (at.isEmpty()) {
      return false;
    }
    float scale = lengths[at.get()] > 0 ? sign / lengths[at.get()] : 0;
    for (int i = 0; i < dimension; i++) {
      sum[i] += scale * vectors[at.get() * dimension + i];
    }
    return true;
  }

  private List<Neighbour> nearest(float[] vector, Set<String> without, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count is %d, allowed is 1 or more".formatted(count));
    }
    float length = length(vector, 0);
    List<Neighbour> all = new ArrayList<>();
    for (int word = 0; word < words.size(); word++) {
      if (!without.contains(words.get(word))) {
        all.add(new Neighbour(words.get(word), cosine(vector, length, word)));
      }
    }
    // The sort is stable: of two as near, the more frequent one comes first.
    all.sort(Comparator.comparingDouble(Neighbour::cosine).reversed());
    return List.copyOf(all.subList(0, Math.min(count, all.size())));
  }

  private double cosine(float[] vector, float length, int word) {
    if (length == 0 || lengths[word] == 0) {
      return 0;
    }
    double dot = 0;
    for (int i = 0; i < dimension; i++) {
      dot += vector[i] * vectors[word * dimension + i];
    }
    return dot / ((double) length * lengths[word]);
  }

  private float length(float[] from, int at) {
    double square = 0;
    for (int i = at; i < at + dimension; i++) {
      square += from[i] * (double) from[i];
    }
    return (float) Math.sqrt(square);
  }

  private Optional<Integer> find(String word) {
    return Optional.ofNullable(index.get(word));
  }
}
