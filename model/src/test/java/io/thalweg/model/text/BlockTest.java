package io.thalweg.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BlockTest {
  private static final int ROWS = 50;

  /** Window 1: the reach is drawn from 1 to 1. */
  private static Block take(WordTask task, int shared, int[] ids, int from, int to) {
    EmbeddingSettings settings = Tables.settings(task, 4, 1, 3, shared);
    Unigrams unigrams = new Unigrams(ROWS, 1);
    unigrams.follow(FixedCounts.equal(ROWS), 1000);
    Block block = new Block(settings, ROWS);
    block.take(ids, ids.length, from, to, unigrams, new SplitMix(2));
    return block;
  }

  private static float[] row(Block block, float[] matrix, int query, int width) {
    return Arrays.copyOfRange(matrix, query * width, query * width + block.words);
  }

  /** The sentence a b a c: b from a twice, a from b twice and from c once, c from a once. */
  @Test
  void take_skipGram_countsWhichWordPredictsWhich() {
    Block block = take(WordTask.SKIP_GRAM, 2, new int[] {7, 9, 7, 11}, 0, 4);

    assertThat(Arrays.copyOf(block.rows, 3)).containsExactly(7, 9, 11);
    assertThat(block.queries).isEqualTo(3);
    assertThat(row(block, block.positive, 0, block.columns)).containsExactly(0, 2, 1);
    assertThat(row(block, block.positive, 1, block.columns)).containsExactly(2, 0, 0);
    assertThat(row(block, block.positive, 2, block.columns)).containsExactly(1, 0, 0);
    assertThat(Arrays.copyOf(block.predictions, 3)).containsExactly(3, 2, 1);
    assertThat(Arrays.copyOf(block.predicted, 3)).containsExactly(3, 2, 1);
    assertThat(block.total).isEqualTo(6);
  }

  @Test
  void take_cbow_hasTheMeanAroundEachCentre() {
    Block block = take(WordTask.CBOW, 2, new int[] {7, 9, 7, 11}, 0, 4);

    assertThat(block.queries).isEqualTo(4);
    assertThat(row(block, block.mean, 0, block.words)).containsExactly(0, 1, 0);
    assertThat(row(block, block.mean, 1, block.words)).containsExactly(1, 0, 0);
    assertThat(row(block, block.mean, 2, block.words)).containsExactly(0, 0.5f, 0.5f);
    assertThat(row(block, block.mean, 3, block.words)).containsExactly(1, 0, 0);
    assertThat(row(block, block.positive, 2, block.columns)).containsExactly(1, 0, 0);
    assertThat(block.total).isEqualTo(4);
  }

  @Test
  void take_partOfASentence_looksBeyondItsEndsForContextOnly() {
    Block block = take(WordTask.SKIP_GRAM, 1, new int[] {0, 1, 2, 3, 4, 5}, 2, 4);

    assertThat(Arrays.copyOf(block.rows, block.words)).containsExactly(1, 2, 3, 4);
    // 1 and 3 predict 2; 2 and 4 predict 3.
    assertThat(block.total).isEqualTo(4);
    assertThat(Arrays.copyOf(block.predicted, 4)).containsExactly(0, 2, 2, 0);
  }

  /** 200 draws from 50 rows: some are drawn twice, some are words of the sentence. */
  @Test
  void take_negatives_areDrawnOnceAndShareTheColumnsOfWords() {
    Block block = take(WordTask.SKIP_GRAM, 200, new int[] {7, 9}, 0, 2);

    float drawn = 0;
    for (int column = 0; column < block.columns; column++) {
      drawn += block.draws[column];
    }
    assertThat(drawn).isEqualTo(200);
    assertThat(block.draws[0] + block.draws[1]).isPositive();
    assertThat(Arrays.stream(block.rows, 0, block.columns).distinct().count())
        .isEqualTo(block.columns);
  }

  @Test
  void take_oneWord_predictsNothing() {
    assertThat(take(WordTask.SKIP_GRAM, 2, new int[] {7}, 0, 1).total).isZero();
    assertThat(take(WordTask.CBOW, 2, new int[] {7}, 0, 1).total).isZero();
  }

  @Test
  void take_aWiderWindow_drawsTheReachOfEachCentre() {
    EmbeddingSettings settings = Tables.settings(WordTask.SKIP_GRAM, 4, 3, 3, 2);
    Unigrams unigrams = new Unigrams(ROWS, 1);
    unigrams.follow(FixedCounts.equal(ROWS), 1000);
    Block block = new Block(settings, ROWS);
    SplitMix random = new SplitMix(4);
    int[] ids = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    int[] times = new int[3];
    for (int i = 0; i < 3000; i++) {
      block.take(ids, ids.length, 5, 6, unigrams, random);
      times[block.total / 2 - 1]++;
    }

    // A third each: 1000, whose deviation is 26.
    assertThat(Arrays.stream(times).boxed()).allMatch(count -> Math.abs(count - 1000) < 130);
  }
}
