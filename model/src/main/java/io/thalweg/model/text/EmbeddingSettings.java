package io.thalweg.model.text;

import io.thalweg.model.optim.Linear;
import io.thalweg.model.optim.Schedule;

/**
 * How word vectors are learned.
 *
 * @param task skip-gram or CBOW
 * @param dimension floats of a vector, 1 to 1024
 * @param window words to either side at most, 1 to 64; each centre draws its own from 1 to this
 * @param negatives weight of the negatives of a prediction, counted in draws, at least 1
 * @param shared negatives that are really drawn, once for all predictions of a block, 1 to 256
 * @param sample share of all words above which a word is thinned, above 0; word2vec's default 1e-3
 * @param rate learning rate by the number of words seen
 * @param seed of all that is drawn
 */
public record EmbeddingSettings(
    WordTask task,
    int dimension,
    int window,
    int negatives,
    int shared,
    double sample,
    Schedule rate,
    long seed) {
  /** Floats of a vector at most. */
  static final int MOST_DIMENSION = 1024;

  private static final double FLOOR = 1e-4;

  /** Checks the ranges. */
  public EmbeddingSettings {
    range("dimension", dimension, 1, MOST_DIMENSION);
    range("window", window, 1, 64);
    range("negatives", negatives, 1, 1000);
    range("shared", shared, 1, 256);
    if (!(sample > 0)) {
      throw new IllegalArgumentException("sample is %s, allowed is above 0".formatted(sample));
    }
  }

  /** Dimension 100, window 5, 5 negatives, sample 1e-3, at a constant rate: for endless streams. */
  public static EmbeddingSettings endless(WordTask task, long seed) {
    return new EmbeddingSettings(
        task, 100, 5, 5, 32, 1e-3, Schedule.constant(standardRate(task)), seed);
  }

  /** The same with a rate that falls linearly over a number of words, as word2vec's does. */
  public static EmbeddingSettings over(long words, WordTask task, long seed) {
    return endless(task, seed).with(new Linear(standardRate(task), words, FLOOR));
  }

  /** The same with another rate. */
  public EmbeddingSettings with(Schedule other) {
    return new EmbeddingSettings(task, dimension, window, negatives, shared, sample, other, seed);
  }

  /** The same with another first rate, falling linearly over a number of words. */
  public EmbeddingSettings with(double firstRate, long words) {
    return with(new Linear(firstRate, words, FLOOR));
  }

  /** The same with vectors of another dimension, another window and other negatives. */
  public EmbeddingSettings with(int otherDimension, int otherWindow, int otherNegatives) {
    return new EmbeddingSettings(
        task, otherDimension, otherWindow, otherNegatives, shared, sample, rate, seed);
  }

  private static double standardRate(WordTask task) {
    return switch (task) {
      case SKIP_GRAM -> 0.05;
      case CBOW -> 0.3;
    };
  }

  private static void range(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s is %d, allowed is %d to %d".formatted(name, value, least, most));
    }
  }
}
