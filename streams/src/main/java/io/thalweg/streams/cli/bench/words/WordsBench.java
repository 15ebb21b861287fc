package io.thalweg.streams.cli.bench.words;

import io.thalweg.model.evaluate.WordSimilarity;
import io.thalweg.model.text.EmbeddingLearner;
import io.thalweg.model.text.EmbeddingSettings;
import io.thalweg.model.text.VocabularySettings;
import io.thalweg.model.text.WordLearner;
import io.thalweg.model.text.WordVectors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Learns a text several times, and scores the vectors. */
final class WordsBench {
  private static final long BUDGET = 16L << 20;
  private static final int LONGEST = 32;

  private final WordsBenchOptions options;
  private final Corpus corpus;
  private final Map<String, WordSimilarity> sets;
  private final Consumer<String> progress;

  /**
   * @param sets by name; none for a text without meaning
   * @param progress told what is being done
   */
  WordsBench(
      WordsBenchOptions options,
      Corpus corpus,
      Map<String, WordSimilarity> sets,
      Consumer<String> progress) {
    this.options = options;
    this.corpus = corpus;
    this.sets = sets;
    this.progress = progress;
  }

  WordsReport run() {
    Map<String, Integer> frequent = corpus.frequent();
    long counted = frequent.values().stream().mapToLong(Integer::longValue).sum();
    long words = corpus.words();
    EmbeddingSettings settings = options.settings(words * options.passes());
    // As many vectors as word2vec's vocabulary has. Nothing ages: the text comes again and again.
    VocabularySettings vocabulary =
        new VocabularySettings(
            BUDGET, Math.max(2, frequent.size()), Corpus.LEAST_COUNT, Long.MAX_VALUE, LONGEST);
    WordLearner learner = new WordLearner(vocabulary, settings);
    List<WordsReport.Pass> passes = new ArrayList<>();
    for (int pass = 1; pass <= options.passes(); pass++) {
      progress.accept("pass %d of %d".formatted(pass, options.passes()));
      passes.add(pass(learner));
    }
    WordVectors vectors = learner.vectors();
    return new WordsReport(
        corpus.name(),
        words,
        counted,
        vectors,
        learner.vocabulary().bytes(),
        settings,
        settings.rate().rate(0),
        new WordsReport.Result(passes, scores(vectors)),
        options.referencePasses() == 0 ? Optional.empty() : Optional.of(reference(frequent)));
  }

  private WordsReport.Pass pass(WordLearner learner) {
    EmbeddingLearner.Progress before = learner.progress();
    long start = System.nanoTime();
    for (List<String> sentence : corpus.sentences()) {
      learner.learn(sentence);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new WordsReport.Pass(seconds, learner.progress().meanLossSince(before));
  }

  private WordsReport.Result reference(Map<String, Integer> frequent) {
    long words = corpus.words() * options.referencePasses();
    ScalarWord2vec reference = new ScalarWord2vec(corpus, frequent, options.settings(words));
    List<WordsReport.Pass> passes = new ArrayList<>();
    for (int pass = 1; pass <= options.referencePasses(); pass++) {
      progress.accept("scalar loop, pass %d of %d".formatted(pass, options.referencePasses()));
      long start = System.nanoTime();
      reference.pass();
      passes.add(new WordsReport.Pass((System.nanoTime() - start) / 1e9, Double.NaN));
    }
    return new WordsReport.Result(passes, scores(reference.vectors()));
  }

  private Map<String, WordSimilarity.Score> scores(WordVectors vectors) {
    Map<String, WordSimilarity.Score> scores = new LinkedHashMap<>();
    sets.forEach((name, set) -> scores.put(name, set.score(vectors::cosine)));
    return scores;
  }
}
