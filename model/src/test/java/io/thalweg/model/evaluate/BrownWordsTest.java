package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.text.EmbeddingSettings;
import io.thalweg.model.text.VocabularySettings;
import io.thalweg.model.text.WordLearner;
import io.thalweg.model.text.WordTask;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** Five passes over the Brown corpus must teach at least what they teach word2vec. */
class BrownWordsTest {
  private static final int PASSES = 5;
  private static final long WORDS = 1_161_192;

  /** As many vectors as words come five times or more. */
  private static final int ROWS = 14_221;

  /**
   * The seed is fixed, and others gave .36 to .39 on WS353 and .36 to .37 on MEN; the original
   * word2vec reached .256 on WS353. A learner that does nothing is at 0, give or take .06.
   */
  @Test
  void score_afterFivePasses_isAtLeastWord2vecs() throws IOException {
    Path folder = SharedData.require("text");
    List<List<String>> sentences = sentences(folder.resolve("brown.zip"));
    WordLearner learner =
        new WordLearner(
            new VocabularySettings(16L << 20, ROWS, 5, Long.MAX_VALUE, 32),
            EmbeddingSettings.over(PASSES * WORDS, WordTask.SKIP_GRAM, 1));
    for (int pass = 0; pass < PASSES; pass++) {
      sentences.forEach(learner::learn);
    }
    assertThat(learner.progress().words()).isEqualTo(PASSES * WORDS);

    WordSimilarity.Score wordSim =
        WordSimilarity.read(folder.resolve("EN-WS-353-ALL.txt")).score(learner.vectors()::cosine);
    WordSimilarity.Score men =
        WordSimilarity.read(folder.resolve("EN-MEN-TR-3k.txt")).score(learner.vectors()::cosine);
    System.out.printf("Brown: WS353 %s, MEN %s%n", wordSim, men);
    assertThat(wordSim.used()).isEqualTo(274);
    assertThat(wordSim.correlation()).isGreaterThan(0.32);
    assertThat(men.correlation()).isGreaterThan(0.32);
  }

  private static List<List<String>> sentences(Path file) throws IOException {
    List<List<String>> sentences = new java.util.ArrayList<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<? extends ZipEntry> entries =
          zip.stream()
              .filter(entry -> entry.getName().matches("brown/c[a-r]\\d\\d"))
              .sorted(Comparator.comparing(ZipEntry::getName))
              .toList();
      for (ZipEntry entry : entries) {
        try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(zip.getInputStream(entry), StandardCharsets.UTF_8))) {
          lines
              .lines()
              .filter(line -> !line.isBlank())
              .map(line -> Arrays.stream(line.strip().split("\\s+")))
              .map(words -> words.map(BrownWordsTest::withoutTag).toList())
              .forEach(sentences::add);
        }
      }
    }
    return sentences;
  }

  private static String withoutTag(String tagged) {
    int slash = tagged.lastIndexOf('/');
    return (slash > 0 ? tagged.substring(0, slash) : tagged).toLowerCase(Locale.ROOT);
  }
}
