package io.thalweg.streams.cli.bench.words;

import io.thalweg.model.optim.Schedule;
import io.thalweg.model.text.EmbeddingSettings;
import io.thalweg.model.text.WordTask;
import java.util.OptionalDouble;

/**
 * What is learned.
 *
 * @param task skip-gram or CBOW
 * @param passes over the text, at least 1
 * @param referencePasses of the scalar loop, at least 0
 * @param rate first learning rate; empty: that of the task
 * @param seed of all that is drawn
 */
record WordsBenchOptions(
    WordTask task, int passes, int referencePasses, OptionalDouble rate, long seed) {
  WordsBenchOptions {
    require("--passes", passes, 1);
    require("--reference-passes", referencePasses, 0);
  }

  /** The rate falls linearly over all passes, as word2vec's does. */
  EmbeddingSettings settings(long words) {
    EmbeddingSettings settings = EmbeddingSettings.over(words, task, seed);
    return rate.isPresent() ? settings.with(rate.getAsDouble(), words) : settings;
  }

  /** The rate stays. */
  EmbeddingSettings endless() {
    EmbeddingSettings settings = EmbeddingSettings.endless(task, seed);
    return rate.isPresent() ? settings.with(Schedule.constant(rate.getAsDouble())) : settings;
  }

  private static void require(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s is %d, allowed is %d or more.".formatted(name, value, least));
    }
  }
}
