package io.thalweg.streams.cli.bench.words;

import io.thalweg.model.text.EmbeddingSettings;
import io.thalweg.model.text.PlainWords;
import io.thalweg.model.text.VocabularySettings;
import io.thalweg.model.text.WordLearner;
import io.thalweg.streams.cli.bench.Tenths;
import java.util.function.Consumer;

/**
 * Learns an endless text line by line, as {@code words learn} learns a file, and looks at speed and
 * memory after every tenth.
 */
final class EndlessBench {
  private EndlessBench() {}

  /**
   * Learns.
   *
   * @param lines at least ten; what is left of a tenth is left out
   * @param progress told after every tenth
   */
  static EndlessReport run(long lines, EmbeddingSettings settings, Consumer<String> progress) {
    VocabularySettings words = VocabularySettings.standard();
    WordLearner learner = new WordLearner(words, settings);
    EndlessText text = new EndlessText();
    Tenths tenths =
        Tenths.run(
            lines,
            () -> learner.learn(PlainWords.of(text.next())),
            () -> learner.progress().words(),
            progress);
    return new EndlessReport(
        learner.sentences(),
        learner.progress().words(),
        words.budgetBytes(),
        learner.vocabulary().bytes(),
        learner.vocabulary().replaced(),
        learner.vocabulary().rowsTaken(),
        tenths);
  }
}
