package io.thalweg.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EmbeddingLearnerTest {
  private static final int TOPIC = 20;
  private static final int ROWS = 2 * TOPIC;

  private static EmbeddingLearner learner(WordTask task, long seed) {
    EmbeddingSettings settings = new EmbeddingSettings(task, 16, 5, 5, 16, 1, rate -> 0.05, seed);
    return new EmbeddingLearner(settings, ROWS, FixedCounts.equal(ROWS));
  }

  /** Ten words of one of two topics. */
  private static int[] sentence(SplittableRandom random) {
    int topic = random.nextInt(2);
    return random.ints(10, topic * TOPIC, (topic + 1) * TOPIC).toArray();
  }

  private static void learn(EmbeddingLearner learner, int sentences, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < sentences; i++) {
      int[] ids = sentence(random);
      learner.learn(ids, 0, ids.length);
    }
  }

  @ParameterizedTest
  @EnumSource
  void learn_sentencesOfTwoTopics_separatesTheirWords(WordTask task) {
    EmbeddingLearner learner = learner(task, 1);
    learn(learner, 3000, 2);

    double same = 0;
    double other = 0;
    for (int a = 0; a < TOPIC; a++) {
      for (int b = 0; b < TOPIC; b++) {
        if (a != b) {
          same += cosine(learner.vector(a), learner.vector(b));
          other += cosine(learner.vector(a), learner.vector(TOPIC + b));
        }
      }
    }
    int pairs = TOPIC * (TOPIC - 1);
    assertThat(same / pairs - other / pairs).isGreaterThan(0.5);
  }

  private static double cosine(float[] a, float[] b) {
    double dot = 0;
    double squareA = 0;
    double squareB = 0;
    for (int i = 0; i < a.length; i++) {
      dot += a[i] * b[i];
      squareA += a[i] * a[i];
      squareB += b[i] * b[i];
    }
    return dot / Math.sqrt(squareA * squareB);
  }

  /**
   * Output vectors are zero at first: each of 1 + 5 decisions costs a coin, the skipped ones less.
   */
  @Test
  void learn_firstSentence_isScoredBeforeItIsLearned() {
    EmbeddingLearner learner = learner(WordTask.SKIP_GRAM, 1);
    int[] warm = new int[600]; // until there are counts to draw from
    learner.learn(warm, 0, 500);
    EmbeddingLearner.Progress before = learner.progress();
    assertThat(before.predictions()).isZero();
    learn(learner, 1, 3);

    EmbeddingLearner.Progress after = learner.progress();
    assertThat(after.predictions()).isPositive();
    assertThat(after.meanLossSince(before)).isCloseTo(6 * Math.log(2), within(0.2));
    assertThat(after.meanLossSince(before)).isLessThanOrEqualTo(6 * Math.log(2) + 1e-4);
  }

  @ParameterizedTest
  @EnumSource
  void learn_predictableSentences_lossFalls(WordTask task) {
    EmbeddingLearner learner = learner(task, 1);
    learn(learner, 100, 2);
    EmbeddingLearner.Progress early = learner.progress();
    learn(learner, 3000, 3);
    EmbeddingLearner.Progress middle = learner.progress();
    learn(learner, 1000, 4);

    // Half the negatives come from the other topic, and can be told.
    assertThat(learner.progress().meanLossSince(middle))
        .isLessThan(0.9 * early.meanLossSince(ZERO));
  }

  private static final EmbeddingLearner.Progress ZERO =
      new EmbeddingLearner.Progress(0, 0, 0, 0, 0);

  @Test
  void learn_sameSeed_sameBits_anotherSeed_others() {
    assertThat(afterLearning(1)).isEqualTo(afterLearning(1)).isNotEqualTo(afterLearning(2));
  }

  private static byte[] afterLearning(long seed) {
    EmbeddingLearner learner = learner(WordTask.SKIP_GRAM, seed);
    learn(learner, 200, 5);
    return bytes(learner);
  }

  @ParameterizedTest
  @EnumSource
  void readFrom_afterAnySentence_continuesBitForBit(WordTask task) {
    EmbeddingLearner straight = learner(task, 1);
    EmbeddingLearner restored = learner(task, 1);
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < 150; i++) {
      int[] ids = sentence(random);
      double expected = straight.learn(ids, 0, ids.length);
      EmbeddingLearner fresh = learner(task, 99);
      StateReader in = StateReader.of(restored::writeTo);
      fresh.readFrom(in);
      in.expectEnd();
      restored = fresh;
      assertThat(restored.learn(ids, 0, ids.length)).isEqualTo(expected);
    }
    assertThat(straight.progress().predictions()).isPositive();
    assertThat(bytes(restored)).isEqualTo(bytes(straight));
  }

  private static byte[] bytes(EmbeddingLearner learner) {
    StateWriter out = new StateWriter(1024);
    learner.writeTo(out);
    return out.toByteArray();
  }

  @Test
  void learn_idsAreUntouched_andOnlyTheRangeIsRead() {
    EmbeddingLearner learner = learner(WordTask.SKIP_GRAM, 1);
    learn(learner, 60, 2);
    int[] ids = {-1, 3, 4, 5, ROWS};
    learner.learn(ids, 1, 4);

    assertThat(ids).containsExactly(-1, 3, 4, 5, ROWS);
    assertThatThrownBy(() -> learner.learn(ids, 1, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("word 40 of a table of 40");
  }

  @Test
  void learn_rateThatIsNotFinite_isRefusedCountedAndChangesNothing() {
    EmbeddingSettings settings =
        new EmbeddingSettings(WordTask.SKIP_GRAM, 4, 2, 5, 5, 1, words -> Double.NaN, 1);
    EmbeddingLearner learner = new EmbeddingLearner(settings, ROWS, FixedCounts.equal(ROWS));
    float[] before = learner.parameters();
    learn(learner, 60, 2);

    assertThat(learner.progress().refused()).isPositive();
    assertThat(learner.progress().predictions()).isZero();
    assertThat(learner.parameters()).isEqualTo(before);
  }

  @Test
  void learn_sentenceLongerThanAPiece_isLearnedWhole() {
    EmbeddingLearner learner = learner(WordTask.SKIP_GRAM, 1);
    int[] ids = new SplittableRandom(1).ints(2500, 0, ROWS).toArray();
    learner.learn(ids, 0, 500);
    learner.learn(ids, 0, ids.length);

    assertThat(learner.progress().learned()).isEqualTo(2500);
    // Reach 3 to either side on average, less at the ends.
    assertThat(learner.progress().predictions()).isBetween(13_000L, 17_000L);
  }

  @Test
  void readFrom_stateThatDoesNotFit_isRefused() {
    StateWriter out = new StateWriter(1024);
    learner(WordTask.CBOW, 1).writeTo(out);
    EmbeddingLearner other = learner(WordTask.SKIP_GRAM, 1);

    assertThatThrownBy(() -> other.readFrom(new StateReader(out.toByteArray())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("word vectors of CBOW, 40 rows of 16 do not fit SKIP_GRAM, 40 rows of 16");
  }

  @Test
  void readFrom_aWeightThatIsNotANumber_isRefused() {
    byte[] state = afterLearning(1);
    int firstWeight = 4 + 4 + "SKIP_GRAM, 40 rows of 16".length();
    for (int i = 0; i < 4; i++) {
      state[firstWeight + i] = -1; // all ones is a NaN
    }
    assertThatThrownBy(() -> learner(WordTask.SKIP_GRAM, 1).readFrom(new StateReader(state)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a word vector holds NaN");
  }

  @Test
  void renew_startsOneRowAfreshAndNoOther() {
    EmbeddingLearner learner = learner(WordTask.SKIP_GRAM, 1);
    learn(learner, 300, 2);
    float[] before = learner.parameters();
    learner.renew(3);
    float[] after = learner.parameters();

    for (int i = 0; i < after.length; i++) {
      int row = i / 16 % ROWS;
      if (row != 3) {
        assertThat(after[i]).isEqualTo(before[i]);
      } else if (i < after.length / 2) {
        assertThat(Math.abs(after[i])).isLessThanOrEqualTo(0.5f / 16);
      } else {
        assertThat(after[i]).isZero();
      }
    }
  }
}
