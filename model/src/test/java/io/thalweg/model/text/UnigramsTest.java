package io.thalweg.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.state.StateReader;
import org.junit.jupiter.api.Test;

class UnigramsTest {
  private static final double[] COUNTS = {8000, 1000, 0, 400, 100, 100, 400};
  private static final double SAMPLE = 0.05;

  private static WordCounts counts(double... counts) {
    return new FixedCounts(counts);
  }

  private static Unigrams looked() {
    Unigrams unigrams = new Unigrams(10, SAMPLE);
    unigrams.follow(counts(COUNTS), 10_000);
    return unigrams;
  }

  /** 200,000 draws: a share of .8 is known to .001, so .005 is five deviations. */
  @Test
  void draw_manyTimes_hasSharesOfCountsToThePowerOfThreeQuarters() {
    Unigrams unigrams = looked();
    SplitMix random = new SplitMix(1);
    int[] drawn = new int[COUNTS.length];
    int draws = 200_000;
    for (int i = 0; i < draws; i++) {
      drawn[unigrams.draw(random)]++;
    }

    double sum = 0;
    for (double count : COUNTS) {
      sum += Math.pow(count, 0.75);
    }
    for (int row = 0; row < COUNTS.length; row++) {
      assertThat(drawn[row] / (double) draws)
          .isCloseTo(Math.pow(COUNTS[row], 0.75) / sum, within(0.005));
    }
    assertThat(drawn[2]).as("a row without a word").isZero();
  }

  @Test
  void keep_isTheFormulaOfWord2vec() {
    Unigrams unigrams = looked();

    // f = .8, so sample / f = 1/16: sqrt(1/16) + 1/16.
    assertThat((double) unigrams.keep(0)).isCloseTo(0.3125, within(1e-6));
    assertThat(unigrams.keep(4)).as("f is below the sample").isEqualTo(1f);
    assertThat(unigrams.keep(9)).as("came after the last look").isEqualTo(1f);
    unigrams.forget(0);
    assertThat(unigrams.keep(0)).as("another word has the row").isEqualTo(1f);
  }

  @Test
  void follow_countsHaveChanged_looksAgainOnlyWhenTheyHaveDoubled() {
    Unigrams unigrams = looked();
    double[] equal = {1, 1, 1, 1, 1, 1, 1};

    unigrams.follow(counts(equal), 19_999);
    assertThat((double) unigrams.keep(0)).isCloseTo(0.3125, within(1e-6));
    unigrams.follow(counts(equal), 20_000);
    // f = 1/7, sample / f = .35.
    assertThat((double) unigrams.keep(0)).isCloseTo(Math.sqrt(0.35) + 0.35, within(1e-6));
  }

  @Test
  void ready_nothingCounted_isFalse() {
    Unigrams unigrams = new Unigrams(10, SAMPLE);
    unigrams.follow(counts(0, 0), 10_000);

    assertThat(unigrams.ready()).isFalse();
    assertThat(looked().ready()).isTrue();
  }

  @Test
  void readFrom_whatWriteToWrote_drawsTheSame() {
    Unigrams written = looked();
    Unigrams read = new Unigrams(10, SAMPLE);
    StateReader in = StateReader.of(written::writeTo);
    read.readFrom(in);
    in.expectEnd();

    SplitMix one = new SplitMix(3);
    SplitMix other = new SplitMix(3);
    for (int i = 0; i < 1000; i++) {
      assertThat(read.draw(one)).isEqualTo(written.draw(other));
    }
  }
}
