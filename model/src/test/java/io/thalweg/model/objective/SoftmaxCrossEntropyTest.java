package io.thalweg.model.objective;

import static io.thalweg.model.testing.Numerics.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class SoftmaxCrossEntropyTest extends ObjectiveContract {
  private static final int VOCABULARY = 19;

  @Override
  Objective objective() {
    return new SoftmaxCrossEntropy(VOCABULARY);
  }

  @Override
  float[] target() {
    return new float[] {0, 18, 3, 3, Float.NaN, 7};
  }

  @Override
  double tolerance() {
    return 3e-5; // the exponential's relative error of 2e-5
  }

  @Override
  double[] slowRows(double[] prediction, double[] parameters, float[] target) {
    double[] losses = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      if (!Float.isNaN(target[row])) {
        double sum = 0;
        for (int k = 0; k < VOCABULARY; k++) {
          sum += Math.exp(prediction[row * VOCABULARY + k]);
        }
        losses[row] = -Math.log(Math.exp(prediction[row * VOCABULARY + (int) target[row]]) / sum);
      }
    }
    return losses;
  }

  private static float loss(float[] logits, int id) {
    float[] loss = new float[1];
    new SoftmaxCrossEntropy(logits.length)
        .newPass(1)
        .score(new float[0], 0, logits, new float[] {id}, loss);
    return loss[0];
  }

  @Property
  void score_logitsShiftedTogether_isTheSame(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 6) int id,
      @ForAll @FloatRange(min = -500, max = 500) float shift) {
    float[] logits = gaussian(7, 8, seed);
    float[] shifted = logits.clone();
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] += shift;
    }
    // Adding 500 rounds a logit to 3e-5.
    assertThat(loss(shifted, id)).isCloseTo(loss(logits, id), within(3e-4f));
  }

  @Test
  void score_equalLogits_costTheLogarithmOfTheirNumber() {
    assertThat((double) loss(new float[] {5, 5, 5, 5}, 2)).isCloseTo(Math.log(4), within(1e-5));
  }

  @Test
  void score_enormousLogits_costTheirDistance() {
    assertThat(loss(new float[] {3e30f, 0}, 0)).isZero();
    assertThat(loss(new float[] {0, 1000}, 0)).isEqualTo(1000f);
  }

  @Test
  void score_targetThatIsNoId_isRefused() {
    assertThatThrownBy(() -> loss(new float[3], 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("target 3.0 is not an id of a vocabulary of 3");
  }
}
