package io.thalweg.model.objective;

import static io.thalweg.model.testing.Numerics.allocatedPerCall;
import static io.thalweg.model.testing.Numerics.assertGradient;
import static io.thalweg.model.testing.Numerics.gaussian;
import static io.thalweg.model.testing.Numerics.gradient;
import static io.thalweg.model.testing.Numerics.widen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What holds for every loss over pairs of embeddings. */
abstract class PairObjectiveContract {
  static final int PAIRS = 7;
  static final int SIZE = 5;
  private static final float WEIGHT = 0.5f;

  private final PairObjective.Pass pass = objective().newPass(PAIRS, SIZE);
  private final float[] one = gaussian(PAIRS * SIZE, 0.8, 1);
  private final float[] other = gaussian(PAIRS * SIZE, 0.8, 2);
  private final float[] oneGradient = new float[one.length];
  private final float[] otherGradient = new float[other.length];

  abstract PairObjective objective();

  /** The loss by its formula, in double precision. */
  abstract double slow(double[] one, double[] other);

  @Test
  void score_anyBatch_equalsTheSlowReference() {
    double expected = slow(widen(one), widen(other));

    assertThat(expected).isGreaterThan(0.1);
    assertThat((double) pass.score(one, other)).isCloseTo(expected, within(5e-5 * expected));
  }

  @Test
  void gradient_bothSides_equalCentralDifferences() {
    scoreAndDifferentiate();

    assertGradient(oneGradient, gradient(p -> WEIGHT * slow(p, widen(other)), widen(one)), 1e-3);
    assertGradient(otherGradient, gradient(p -> WEIGHT * slow(widen(one), p), widen(other)), 1e-3);
  }

  @Property(tries = 50)
  void score_pairsPermuted_isTheSame(@ForAll java.util.Random random) {
    int[] order = new int[PAIRS];
    for (int i = 0; i < PAIRS; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    float loss = pass.score(one, other);

    float permuted = pass.score(rows(one, order), rows(other, order));

    assertThat(permuted).isCloseTo(loss, within(1e-5f * loss));
  }

  private static float[] rows(float[] from, int[] order) {
    float[] to = new float[from.length];
    for (int i = 0; i < order.length; i++) {
      System.arraycopy(from, order[i] * SIZE, to, i * SIZE, SIZE);
    }
    return to;
  }

  @Test
  void scoreAndGradient_inputs_areUntouched_andRepeat() {
    float[] before = one.clone();
    scoreAndDifferentiate();
    float[] first = oneGradient.clone();

    scoreAndDifferentiate();

    assertThat(one).isEqualTo(before);
    assertThat(oneGradient).isEqualTo(first);
  }

  @Test
  void score_nanEmbedding_isNotHidden() {
    one[3] = Float.NaN;

    assertThat(pass.score(one, other)).isNaN();
  }

  @Test
  void score_collapsedEmbeddings_isFiniteWithFiniteGradients() {
    java.util.Arrays.fill(one, 0f);
    java.util.Arrays.fill(other, 0f);

    assertThat(pass.score(one, other)).isFinite();
    pass.gradient(WEIGHT, oneGradient, otherGradient);
    for (float value : oneGradient) {
      assertThat(value).isFinite();
    }
  }

  @Test
  void scoreAndGradient_repeated_allocateNothing() {
    assertThat(allocatedPerCall(this::scoreAndDifferentiate)).isLessThan(16);
  }

  @Test
  void newPass_onePair_isRefused() {
    assertThatThrownBy(() -> objective().newPass(1, SIZE))
        .hasMessage("pairs must be at least 2, not 1");
  }

  private void scoreAndDifferentiate() {
    pass.score(one, other);
    pass.gradient(WEIGHT, oneGradient, otherGradient);
  }
}
