package io.thalweg.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.testing.Numerics;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BlockStepTest {
  private static final int ROWS = 20;
  private static final int DIMENSION = 7;
  private static final float RATE = 0.01f;
  private static final int SEED = 13;

  private final float[] table = Numerics.gaussian(2 * ROWS * DIMENSION, 0.7, 3);

  private static EmbeddingSettings settings(WordTask task) {
    return Tables.settings(task, DIMENSION, 3, 5, 12);
  }

  private static Block block(EmbeddingSettings settings, int... ids) {
    Unigrams unigrams = new Unigrams(ROWS, 1);
    unigrams.follow(FixedCounts.equal(ROWS), 1000);
    Block block = new Block(settings, ROWS);
    block.take(ids, ids.length, 0, ids.length, unigrams, new SplitMix(SEED));
    return block;
  }

  /** Some words come twice, some negatives are words of the sentence. */
  private static Block block(EmbeddingSettings settings) {
    Block block = block(settings, 3, 4, 5, 3, 6, 7, 8, 4);
    int drawnWords = 0;
    for (int column = 0; column < block.words; column++) {
      drawnWords += block.draws[column] > 0 ? 1 : 0;
    }
    assertThat(drawnWords).as("words among the negatives").isPositive();
    assertThat(block.total).isGreaterThan(8 - 1);
    return block;
  }

  @ParameterizedTest
  @EnumSource
  void score_isTheLossOfEachPredictionAndNegativeOneByOne(WordTask task) {
    EmbeddingSettings settings = settings(task);
    Block block = block(settings);

    double loss = new BlockStep(settings).score(table, ROWS, block);

    double slow = Tables.loss(settings, Numerics.widen(table), block);
    assertThat(loss).isCloseTo(slow, within(1e-5 * slow));
  }

  /**
   * One step is the gradient times the rate. The change of a weight near 1 is known to 6e-8, which
   * after division by the rate is 6e-6; components are of the order of 1.
   */
  @ParameterizedTest
  @EnumSource
  void step_isMinusRateTimesTheGradientByCentralDifferences(WordTask task) {
    EmbeddingSettings settings = settings(task);
    Block block = block(settings);
    double[] expected =
        Numerics.gradient(at -> Tables.loss(settings, at, block), Numerics.widen(table));

    float[] after = table.clone();
    BlockStep step = new BlockStep(settings);
    step.score(after, ROWS, block);
    step.step(after, ROWS, block, RATE);

    float[] gradient = new float[table.length];
    for (int i = 0; i < table.length; i++) {
      gradient[i] = (table[i] - after[i]) / RATE;
    }
    Numerics.assertGradient(gradient, expected, 1e-3);
  }

  /** With one centre and one context every prediction is of its own: word2vec's update. */
  @Test
  void step_onePrediction_isTheUpdateOfWord2vec() {
    EmbeddingSettings settings = Tables.settings(WordTask.SKIP_GRAM, DIMENSION, 1, 4, 4);
    Unigrams unigrams = new Unigrams(ROWS, 1);
    unigrams.follow(FixedCounts.equal(ROWS), 1000);
    Block block = new Block(settings, ROWS);
    // Centre 0 of the two words: word 4 predicts word 3.
    block.take(new int[] {3, 4}, 2, 0, 1, unigrams, new SplitMix(SEED));
    float[] after = table.clone();
    BlockStep step = new BlockStep(settings);
    step.score(after, ROWS, block);
    step.step(after, ROWS, block, RATE);

    SplitMix random = new SplitMix(SEED);
    int[] negatives = new int[4];
    for (int j = 0; j < negatives.length; j++) {
      negatives[j] = unigrams.draw(random);
    }
    assertThat(Arrays.stream(negatives).distinct().count()).isEqualTo(4);
    double[] slow = Numerics.widen(table);
    word2vec(slow, 4, 3, negatives);
    assertThat(Numerics.widen(after)).containsExactly(slow, within(1e-6));
  }

  /** The inner loop of the original program, in double precision. */
  private static void word2vec(double[] weights, int input, int target, int[] negatives) {
    int outputs = ROWS * DIMENSION;
    double[] change = new double[DIMENSION];
    for (int j = -1; j < negatives.length; j++) {
      int output = j < 0 ? target : negatives[j];
      if (j >= 0 && output == target) {
        continue;
      }
      double f = 0;
      for (int i = 0; i < DIMENSION; i++) {
        f += weights[input * DIMENSION + i] * weights[outputs + output * DIMENSION + i];
      }
      double g = ((j < 0 ? 1 : 0) - 1 / (1 + Math.exp(-f))) * RATE;
      for (int i = 0; i < DIMENSION; i++) {
        change[i] += g * weights[outputs + output * DIMENSION + i];
        weights[outputs + output * DIMENSION + i] += g * weights[input * DIMENSION + i];
      }
    }
    for (int i = 0; i < DIMENSION; i++) {
      weights[input * DIMENSION + i] += change[i];
    }
  }

  @ParameterizedTest
  @EnumSource
  void step_leavesOtherRowsAlone(WordTask task) {
    EmbeddingSettings settings = settings(task);
    Block block = block(settings);
    boolean[] used = new boolean[2 * ROWS];
    for (int column = 0; column < block.columns; column++) {
      used[block.rows[column]] |= column < block.words;
      used[ROWS + block.rows[column]] = true;
    }
    float[] after = table.clone();
    BlockStep step = new BlockStep(settings);
    step.score(after, ROWS, block);
    step.step(after, ROWS, block, RATE);

    for (int row = 0; row < 2 * ROWS; row++) {
      int from = row * DIMENSION;
      assertThat(Arrays.equals(table, from, from + DIMENSION, after, from, from + DIMENSION))
          .as("row %d untouched", row)
          .isEqualTo(!used[row]);
    }
  }

  /**
   * At rate 100 nothing may leave its bounds; without them, doubling takes 130 steps to infinity.
   */
  @ParameterizedTest
  @EnumSource
  void step_absurdRateAndOneWordAgainAndAgain_staysFiniteAndWithinItsBounds(WordTask task) {
    EmbeddingSettings settings = settings(task);
    int[] ids = new int[Block.CENTRES];
    Arrays.fill(ids, 5);
    ids[7] = 6;
    Block block = block(settings, ids);
    float[] after = table.clone();
    BlockStep step = new BlockStep(settings);
    for (int i = 0; i < 300; i++) {
      assertThat(step.score(after, ROWS, block)).isFinite();
      step.step(after, ROWS, block, 100f);
    }
    for (float value : after) {
      assertThat(Math.abs(value)).isLessThanOrEqualTo(64f);
    }
  }

  /** The limit: no row moves by more than twice the longest vector it was paired with. */
  @Test
  void step_largeRate_movesNoRowByMoreThanTwiceTheLargestPartner() {
    EmbeddingSettings settings = settings(WordTask.SKIP_GRAM);
    Block block = block(settings);
    float largest = 0;
    for (float value : table) {
      largest = Math.max(largest, Math.abs(value));
    }
    float[] after = table.clone();
    BlockStep step = new BlockStep(settings);
    step.score(after, ROWS, block);
    step.step(after, ROWS, block, 1f);

    float moved = 0;
    for (int i = 0; i < table.length; i++) {
      moved = Math.max(moved, Math.abs(after[i] - table[i]));
    }
    assertThat(moved).isBetween(0.1f, 2 * largest);
  }
}
