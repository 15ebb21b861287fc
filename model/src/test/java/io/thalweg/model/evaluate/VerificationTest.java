package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class VerificationTest {

  private static Verification of(double[] same, double[] different) {
    double[] scores = new double[same.length + different.length];
    boolean[] isSame = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      isSame[i] = i < same.length;
      scores[i] = isSame[i] ? same[i] : different[i - same.length];
    }
    return Verification.of(scores, isSame);
  }

  /** The example of the class's documentation. */
  @Test
  void of_twoOfEach_isTheExample() {
    assertThat(of(new double[] {3, 1}, new double[] {2, 0}))
        .isEqualTo(new Verification(0.5, 0.75, 2, 2));
  }

  @Test
  void of_apart_isWithoutError_exchanged_isAllError() {
    double[] high = {5, 4};
    double[] low = {3, 2, 1};

    assertThat(of(high, low)).isEqualTo(new Verification(0, 1, 2, 3));
    assertThat(of(low, high)).isEqualTo(new Verification(1, 0, 3, 2));
  }

  @Test
  void of_allTied_isGuessing() {
    assertThat(of(new double[] {0.0, -0.0, 0.0}, new double[] {0.0, -0.0}))
        .isEqualTo(new Verification(0.5, 0.5, 3, 2));
  }

  /**
   * Same 4, 2, 2, 1, different 3, 2, 2, 0, 0. Points (falsely accepted, falsely rejected) at 4: (0,
   * 3/4), 3: (1/5, 3/4), 2: (3/5, 1/4). Between the last two both are equal after a share s with
   * 1/5 + 2/5 s = 3/4 - 1/2 s: s = 11/18, so 4/9. Right comparisons: 4 beats 5; each 2 beats 2 and
   * ties with 2: 3; 1 beats 2: 13 of 20.
   */
  @Test
  void of_tieAcrossTheCrossing_isInterpolated() {
    Verification figures = of(new double[] {4, 2, 2, 1}, new double[] {3, 2, 2, 0, 0});

    assertThat(figures.equalErrorRate()).isCloseTo(4 / 9.0, within(1e-12));
    assertThat(figures.auc()).isCloseTo(13 / 20.0, within(1e-12));
  }

  /** By its definition, over all comparisons; scores of few values, so that many are tied. */
  @Test
  void auc_manyTies_isTheShareOfRightComparisons() {
    SplittableRandom random = new SplittableRandom(1);
    double[] same = random.ints(50, 2, 10).asDoubleStream().toArray();
    double[] different = random.ints(70, 0, 8).asDoubleStream().toArray();
    double right = 0;
    for (double one : same) {
      for (double other : different) {
        right += one > other ? 1 : one == other ? 0.5 : 0;
      }
    }

    assertThat(of(same, different).auc()).isCloseTo(right / (50 * 70), within(1e-12));
    assertThat(right / (50 * 70)).isBetween(0.6, 0.9);
  }

  @Test
  void of_orderOfPairs_doesNotMatter() {
    double[] scores = {3, 1, 2, 2, 0, 2};
    boolean[] same = {true, true, false, true, false, false};
    double[] turned = {2, 0, 2, 2, 1, 3};
    boolean[] sameTurned = {false, false, true, false, true, true};

    assertThat(Verification.of(scores, same)).isEqualTo(Verification.of(turned, sameTurned));
  }

  @Test
  void of_oneKindOrNaN_isRefused() {
    assertThatThrownBy(() -> of(new double[] {1}, new double[] {}))
        .hasMessage(
            "1 pairs of the same and 0 of different things: at least one of each is needed");
    assertThatThrownBy(() -> of(new double[] {1}, new double[] {Double.NaN}))
        .hasMessage("the score of pair 1 is NaN");
    assertThatThrownBy(() -> Verification.of(new double[1], new boolean[2]))
        .hasMessage("1 scores, but 2 answers");
  }

  /**
   * Rows (1, 0), (2, 0) of one thing, (0, 1), (3, 1) of another. Cosines of the same: 1 and .32; of
   * different ones: 0, .95, 0, .95: of the eight comparisons six are right. Distances of the same:
   * 1 and 3; of different ones: 1.41, 2.24, 2.24, 1.41: four are right.
   */
  @Test
  void ofPairs_fourRows_comparesAllSix() {
    float[] rows = {1, 0, 2, 0, 0, 1, 3, 1};
    int[] labels = {0, 0, 1, 1};

    Verification cosine = Verification.ofPairs(rows, labels, Likeness.COSINE);
    Verification distance = Verification.ofPairs(rows, labels, Likeness.EUCLIDEAN);

    assertThat(cosine.same()).isEqualTo(2);
    assertThat(cosine.different()).isEqualTo(4);
    assertThat(cosine.auc()).isEqualTo(6 / 8.0);
    assertThat(distance.auc()).isEqualTo(4 / 8.0);
  }

  @Test
  void ofPairs_zeroRow_isLikeNothing() {
    assertThat(Likeness.COSINE.of(new float[] {0, 0, 1, 1}, 0, 1, 2)).isZero();
  }

  @Test
  void indices_labels_areNumberedInOrder() {
    assertThat(Verification.indices(List.of("b", "a", "b", "c"))).containsExactly(1, 0, 1, 2);
  }
}
