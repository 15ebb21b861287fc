package io.thalweg.streams.cli.words;

import io.thalweg.model.optim.Schedule;
import io.thalweg.model.text.EmbeddingSettings;
import io.thalweg.model.text.VocabularySettings;
import io.thalweg.model.text.WordTask;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is learned and how much may be kept. Defaults are those of the learning core. */
final class LearnOptions {
  private static final EmbeddingSettings USUAL = EmbeddingSettings.endless(WordTask.SKIP_GRAM, 1);
  private static final VocabularySettings USUAL_WORDS = VocabularySettings.standard();

  @Option(
      names = "--task",
      paramLabel = "TASK",
      defaultValue = "skip-gram",
      description = "skip-gram or cbow; default: ${DEFAULT-VALUE}.")
  private String task = "skip-gram";

  @Option(
      names = "--dim",
      paramLabel = "N",
      description = "Floats of a vector, 1 to 1024; default: 100.")
  private int dimension = USUAL.dimension();

  @Option(
      names = "--window",
      paramLabel = "N",
      description = "Words to either side at most, 1 to 64; default: 5.")
  private int window = USUAL.window();

  @Option(
      names = "--negatives",
      paramLabel = "N",
      description = "Words told apart from the right one per prediction; default: 5.")
  private int negatives = USUAL.negatives();

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "Learning rate; default: 0.05 for skip-gram, 0.3 for cbow.")
  private @Nullable Double rate;

  @Option(
      names = "--fall-over",
      paramLabel = "WORDS",
      description =
          "Let the rate fall linearly over so many words, counted over all passes; default: it"
              + " stays, as for a stream without an end.")
  private @Nullable Long fallOver;

  @Option(
      names = "--vocabulary-bytes",
      paramLabel = "BYTES",
      description = "Memory of the vocabulary at most; default: 16777216 (16 MiB).")
  private long vocabularyBytes = USUAL_WORDS.budgetBytes();

  @Option(
      names = "--vectors",
      paramLabel = "N",
      description = "Words that have a vector at most; default: 20000.")
  private int vectors = USUAL_WORDS.rows();

  @Option(
      names = "--least-count",
      paramLabel = "N",
      description = "Occurrences before a word gets a vector; default: 5.")
  private int leastCount = USUAL_WORDS.leastCount();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of what is drawn; default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  EmbeddingSettings embeddings() {
    EmbeddingSettings settings =
        EmbeddingSettings.endless(WordTask.named(task), seed).with(dimension, window, negatives);
    double first = rate == null ? settings.rate().rate(0) : rate;
    return fallOver == null
        ? settings.with(Schedule.constant(first))
        : settings.with(first, fallOver);
  }

  VocabularySettings vocabulary() {
    return new VocabularySettings(
        vocabularyBytes, vectors, leastCount, USUAL_WORDS.halfLife(), USUAL_WORDS.longest());
  }
}
