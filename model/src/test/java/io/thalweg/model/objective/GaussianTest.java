package io.thalweg.model.objective;

import static io.thalweg.model.objective.FieldLosses.FIELDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class GaussianTest extends ObjectiveContract {
  private final Gaussian gaussian = new Gaussian(1);
  private final float[] none = {};

  @Override
  Objective objective() {
    return new Gaussian(FIELDS);
  }

  @Override
  float[] target() {
    return FieldLosses.target(2);
  }

  @Override
  double[] slowRows(double[] prediction, double[] parameters, float[] target) {
    return FieldLosses.rows(
        prediction,
        target,
        (p, row, f, y) -> {
          double scale = Math.exp(p[row * 2 * FIELDS + FIELDS + f]);
          double z = (y - p[row * 2 * FIELDS + f]) / scale;
          return -Math.log(Math.exp(-z * z / 2) / scale / Math.sqrt(2 * Math.PI));
        });
  }

  @Test
  void score_noResidual_givesTheNumberWorkedOutByHand() {
    float[] loss = new float[1];

    gaussian.newPass(1).score(none, 0, new float[] {3, 0}, new float[] {3}, loss);

    assertThat((double) loss[0]).isCloseTo(0.9189385, within(1e-6));
  }

  @Test
  void gradient_logScaleAtItsBound_leadsBackOnly() {
    float[] slope = new float[4];
    Objective.Pass pass = gaussian.newPass(2);
    // Row 0: no residual would shrink the smallest scale on. Row 1: a residual widens it again.
    pass.score(none, 0, new float[] {0, -8, 0, -8}, new float[] {0, 1}, new float[2]);
    pass.gradient(none, 0, new float[] {1, 1}, slope, none);

    assertThat(slope[1]).isZero();
    assertThat(slope[3]).isNegative();
  }

  @Test
  void distribution_isThatOfTheRow_withGaussianTails() {
    float[] location = new float[1];
    float[] scale = new float[1];

    gaussian.distribution(none, 0, new float[] {7, 1}, location, scale);

    assertThat(location[0]).isEqualTo(7f);
    assertThat((double) scale[0]).isCloseTo(Math.E, within(1e-6));
    assertThat(gaussian.tail(none, 0, 0)).isInfinite();
  }
}
