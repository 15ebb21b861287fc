package io.thalweg.streams.cli.bench.words;

import io.thalweg.model.evaluate.WordSimilarity;
import io.thalweg.model.text.EmbeddingSettings;
import io.thalweg.model.text.WordVectors;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the benchmark gave.
 *
 * @param corpus name of the text
 * @param words of the text, all of them
 * @param counted words of the text that come at least five times: those that word2vec counts
 * @param vectors of the words that have one in the end
 * @param vocabularyBytes memory of the vocabulary
 * @param settings of the learner
 * @param firstRate learning rate at the beginning
 * @param own this project
 * @param reference the scalar loop, if it took part
 */
record WordsReport(
    String corpus,
    long words,
    long counted,
    WordVectors vectors,
    long vocabularyBytes,
    EmbeddingSettings settings,
    double firstRate,
    Result own,
    Optional<Result> reference) {

  /**
   * One pass.
   *
   * @param seconds it took
   * @param loss nats per prediction, each scored before it was learned; NaN for the reference
   */
  record Pass(double seconds, double loss) {}

  /**
   * One learner.
   *
   * @param passes in order, at least one
   * @param scores by the name of the set
   */
  record Result(List<Pass> passes, Map<String, WordSimilarity.Score> scores) {

    /** Words per second over all passes. */
    double wordsPerSecond(long words) {
      double seconds = passes.stream().mapToDouble(Pass::seconds).sum();
      return words * (double) passes.size() / seconds;
    }

    /** Words per second of the fastest pass: without the compiler's share, and with least noise. */
    double bestWordsPerSecond(long words) {
      return words / passes.stream().mapToDouble(Pass::seconds).min().orElseThrow();
    }
  }
}
