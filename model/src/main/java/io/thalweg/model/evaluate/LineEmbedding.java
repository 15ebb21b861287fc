package io.thalweg.model.evaluate;

import io.thalweg.model.layer.LinearAlgebra;
import io.thalweg.model.text.WordVectors;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Embeddings of lines from vectors of words: their plain mean, or weighted by smooth inverse
 * frequency, which is
 *
 * <pre>{@code
 * v(line) = mean over its words w that have a vector of  a / (a + p(w)) v(w)
 * e(line) = v(line) - u u' v(line)
 * }</pre>
 *
 * with {@code a = 1e-3}, {@code p(w)} the word's share of all words, and {@code u} the first
 * singular vector of the {@code v} of some lines, not centred: what all lines have in common. The
 * plain mean has weights of 1 and {@code u = 0}. A line none of whose words has a vector is zero.
 * Deterministic; thread-safe.
 *
 * <p>Source: Arora, Liang and Ma 2017 (A simple but tough-to-beat baseline for sentence
 * embeddings).
 */
final class LineEmbedding {
  private static final double SMOOTHING = 1e-3;

  private final WordVectors vectors;
  private final ToDoubleFunction<String> weight;
  private final double[] common;

  private LineEmbedding(WordVectors vectors, ToDoubleFunction<String> weight, double[] common) {
    this.vectors = vectors;
    this.weight = weight;
    this.common = common;
  }

  /** The plain mean. */
  static LineEmbedding mean(WordVectors vectors) {
    return new LineEmbedding(vectors, word -> 1, new double[vectors.dimension()]);
  }

  /**
   * Smooth inverse frequency.
   *
   * @param share of a word of all words, in [0, 1]
   * @param lines that say what lines have in common, at least one
   */
  static LineEmbedding smooth(
      WordVectors vectors, ToDoubleFunction<String> share, List<List<String>> lines) {
    ToDoubleFunction<String> weight = word -> SMOOTHING / (SMOOTHING + share.applyAsDouble(word));
    LineEmbedding whole = new LineEmbedding(vectors, weight, new double[vectors.dimension()]);
    return new LineEmbedding(vectors, weight, whole.common(lines));
  }

  private double[] common(List<List<String>> lines) {
    double[] means = means(lines); // [lines, size]
    int size = vectors.dimension();
    LinearAlgebra.Eigen eigen =
        LinearAlgebra.Eigen.of(LinearAlgebra.crossProduct(means, means, lines.size(), size), size);
    return Arrays.copyOf(eigen.vectors(), size);
  }

  /** {@code [lines, dimension]}. */
  float[] embed(List<List<String>> lines) {
    double[] means = means(lines);
    float[] embeddings = new float[means.length];
    for (int at = 0; at < means.length; at += common.length) {
      double along = 0;
      for (int i = 0; i < common.length; i++) {
        along += common[i] * means[at + i];
      }
      for (int i = 0; i < common.length; i++) {
        embeddings[at + i] = (float) (means[at + i] - along * common[i]);
      }
    }
    return embeddings;
  }

  private double[] means(List<List<String>> lines) {
    int size = vectors.dimension();
    double[] means = new double[Math.multiplyExact(lines.size(), size)];
    for (int line = 0; line < lines.size(); line++) {
      int known = 0;
      for (String word : lines.get(line)) {
        float[] vector = vectors.vector(word).orElse(null);
        if (vector != null) {
          known++;
          double weighted = weight.applyAsDouble(word);
          for (int i = 0; i < size; i++) {
            means[line * size + i] += weighted * vector[i];
          }
        }
      }
      for (int i = line * size; i < (line + 1) * size; i++) {
        means[i] /= Math.max(1, known);
      }
    }
    return means;
  }
}
