package io.thalweg.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordLearnerTest {
  private static final VocabularySettings WORDS = new VocabularySettings(1 << 16, 60, 2, 2000, 16);

  private static WordLearner learner(WordTask task) {
    return new WordLearner(WORDS, new EmbeddingSettings(task, 16, 5, 5, 16, 1e-2, rate -> 0.05, 1));
  }

  /** Ten words of one of a few topics, of which an old one ends and a new one begins. */
  private static List<String> sentence(SplittableRandom random, int at) {
    int topic = at / 300 + random.nextInt(2);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      words.add("topic" + topic + "-" + random.nextInt(20));
    }
    words.add("once-" + at);
    return words;
  }

  private static List<List<String>> sentences(int count) {
    SplittableRandom random = new SplittableRandom(1);
    List<List<String>> sentences = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      sentences.add(sentence(random, at));
    }
    return sentences;
  }

  @Test
  void learn_topicsThatChange_newWordsTakeTheRowsOfOldOnes() {
    WordLearner learner = learner(WordTask.SKIP_GRAM);
    sentences(3000).forEach(learner::learn);

    // Topics 9 and 10 are the last; 60 rows hold three topics.
    assertThat(learner.vocabulary().row("topic0-1")).isEmpty();
    assertThat(learner.vocabulary().row("topic10-1")).isPresent();
    assertThat(learner.vocabulary().rowsTaken()).isGreaterThan(100);
    assertThat(learner.vectors().words()).hasSize(60);
    List<WordVectors.Neighbour> near = learner.vectors().nearest("topic10-1", 10);
    assertThat(near.stream().filter(n -> n.word().startsWith("topic10-")).count())
        .as("of the ten nearest words those of the topic: %s", near)
        .isGreaterThanOrEqualTo(8);
  }

  @ParameterizedTest
  @EnumSource
  void readFrom_afterAnySentence_continuesBitForBit(WordTask task) {
    WordLearner straight = learner(task);
    WordLearner restored = learner(task);
    for (List<String> sentence : sentences(700)) {
      straight.learn(sentence);
      if (straight.sentences() % 7 == 0) {
        WordLearner fresh = learner(task);
        StateReader in = StateReader.of(restored::writeTo);
        fresh.readFrom(in);
        in.expectEnd();
        restored = fresh;
      }
      restored.learn(sentence);
    }
    assertThat(straight.vocabulary().rowsTaken()).as("rows changed hands").isPositive();
    assertThat(straight.progress().predictions()).isPositive();
    assertThat(bytes(restored)).isEqualTo(bytes(straight));
  }

  private static byte[] bytes(WordLearner learner) {
    StateWriter out = new StateWriter(1024);
    learner.writeTo(out);
    return out.toByteArray();
  }

  @ParameterizedTest
  @EnumSource
  void learn_inSteadyState_allocatesNothing(WordTask task) {
    WordLearner learner = learner(task);
    List<List<String>> sentences = sentences(4000);
    sentences.subList(0, 3000).forEach(learner::learn);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    long thread = Thread.currentThread().getId();
    long taken = learner.vocabulary().rowsTaken();
    long before = threads.getThreadAllocatedBytes(thread);
    for (int i = 3000; i < sentences.size(); i++) {
      learner.learn(sentences.get(i));
    }
    long bytes = threads.getThreadAllocatedBytes(thread) - before;

    System.out.printf("words, %s: %d bytes allocated by 1,000 sentences%n", task, bytes);
    assertThat(learner.vocabulary().rowsTaken()).as("words came and went").isGreaterThan(taken);
    assertThat(bytes / 1000).as("bytes per sentence").isLessThan(50);
  }

  @Test
  void learn_longSentence_countsEachWordOnce() {
    WordLearner learner = learner(WordTask.SKIP_GRAM);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 2300; i++) {
      words.add("w" + i % 50);
    }
    learner.learn(words);

    assertThat(learner.vocabulary().seen()).isEqualTo(2300);
    assertThat(learner.progress().words()).isEqualTo(2300);
    // 40 times until the counts are halved, 6 times after.
    assertThat(learner.vocabulary().count("w0")).isEqualTo(26);
  }

  @Test
  void learn_theExampleOfTheClass_runs() {
    WordLearner learner =
        new WordLearner(
            VocabularySettings.standard(), EmbeddingSettings.endless(WordTask.SKIP_GRAM, 1));

    assertThat(learner.learn(List.of("a", "line", "of", "words"))).isZero();
    assertThat(learner.sentences()).isEqualTo(1);
  }
}
