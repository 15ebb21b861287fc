package io.thalweg.model.evaluate;

import io.thalweg.model.text.EmbeddingLearner;
import io.thalweg.model.text.EmbeddingSettings;
import io.thalweg.model.text.VocabularySettings;
import io.thalweg.model.text.WordLearner;
import io.thalweg.model.text.WordTask;
import io.thalweg.model.text.WordVectors;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How word vectors are learned from a text that is evaluated: skip-gram or CBOW, in random order,
 * its rate falling linearly over the passes, 20,000 words at most have a vector.
 *
 * @param task skip-gram or CBOW
 * @param dimension of a vector
 * @param window words to either side at most
 * @param passes over the text, at least 1
 */
public record TextPreset(WordTask task, int dimension, int window, int passes) {
  private static final int NEGATIVES = 5;
  private static final int LEAST_COUNT = 5;
  private static final long BUDGET = 16L << 20;
  private static final int ROWS = 20_000;
  private static final int LONGEST = 32;

  /** Checks that there is a pass; the other ranges are checked by {@link EmbeddingSettings}. */
  public TextPreset {
    if (passes < 1) {
      throw new IllegalArgumentException("passes is %d, allowed is 1 or more".formatted(passes));
    }
  }

  /** Skip-gram, dimension 100, window 5, 5 passes. */
  public static TextPreset standard() {
    return new TextPreset(WordTask.SKIP_GRAM, 100, 5, 5);
  }

  /**
   * What was learned.
   *
   * @param learner with its vocabulary
   * @param vectors of words that have one
   * @param firstLoss nats per prediction in the first pass
   * @param lastLoss in the last one
   */
  record Learned(WordLearner learner, WordVectors vectors, double firstLoss, double lastLoss) {

    /** Share of a word of all words. */
    double share(String word) {
      return learner.vocabulary().count(word) / learner.vocabulary().total();
    }

    /** The same words with vectors that nothing was learned for: uniform, as new ones are. */
    WordVectors untrained(long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      float[] floats = new float[vectors.words().size() * vectors.dimension()];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) (random.nextDouble() - 0.5) / vectors.dimension();
      }
      return new WordVectors(vectors.words(), floats, vectors.dimension());
    }
  }

  /** Learns sentences, in an order drawn once. */
  Learned learn(List<List<String>> sentences, long seed) {
    List<List<String>> shuffled = new ArrayList<>(sentences);
    Shuffle.shuffle(shuffled, new SplittableRandom(seed));
    long words = passes * shuffled.stream().mapToLong(List::size).sum();
    EmbeddingSettings settings =
        EmbeddingSettings.over(words, task, seed).with(dimension, window, NEGATIVES);
    // Nothing ages: the text comes again and again.
    VocabularySettings vocabulary =
        new VocabularySettings(BUDGET, ROWS, LEAST_COUNT, Long.MAX_VALUE, LONGEST);
    WordLearner learner = new WordLearner(vocabulary, settings);
    double first = Double.NaN;
    double last = Double.NaN;
    for (int pass = 0; pass < passes; pass++) {
      EmbeddingLearner.Progress before = learner.progress();
      shuffled.forEach(learner::learn);
      last = learner.progress().meanLossSince(before);
      first = pass == 0 ? last : first;
    }
    WordVectors vectors = learner.vectors();
    if (vectors.words().isEmpty()) {
      throw new IllegalArgumentException(
          "no word comes %d times in the text: there is nothing to learn".formatted(LEAST_COUNT));
    }
    return new Learned(learner, vectors, first, last);
  }
}
