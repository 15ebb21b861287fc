package io.thalweg.streams.cli.bench.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.text.EmbeddingSettings;
import io.thalweg.model.text.WordTask;
import io.thalweg.model.text.WordVectors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScalarWord2vecTest {

  /** A yardstick that does not learn would be easy to beat. */
  @Test
  void pass_wordsOfTwoTopics_separatesThem() {
    List<List<String>> sentences = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      String topic = i % 2 == 0 ? "a" : "b";
      List<String> sentence = new ArrayList<>();
      for (int j = 0; j < 8; j++) {
        sentence.add(topic + (i * 7 + j * (1 + i % 3)) % 10);
      }
      sentences.add(sentence);
    }
    Corpus corpus = new Corpus("two topics", sentences);
    EmbeddingSettings settings = EmbeddingSettings.over(8 * 8000, WordTask.SKIP_GRAM, 1);
    ScalarWord2vec reference = new ScalarWord2vec(corpus, corpus.frequent(), settings);
    for (int pass = 0; pass < 8; pass++) {
      reference.pass();
    }

    WordVectors vectors = reference.vectors();
    assertThat(vectors.words()).hasSize(20);
    assertThat(vectors.cosine("a1", "a2").orElseThrow())
        .isGreaterThan(vectors.cosine("a1", "b2").orElseThrow() + 0.3);
  }
}
