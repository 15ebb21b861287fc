package io.thalweg.model.objective;

import static io.thalweg.model.objective.FieldLosses.FIELDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import org.junit.jupiter.api.Test;

final class HuberTest extends ObjectiveContract {
  private static final double DELTA = 1.5;

  @Override
  Objective objective() {
    return new Huber(FIELDS, DELTA);
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
          double r = Math.abs(y - p[row * FIELDS + f]);
          return r <= DELTA ? r * r / 2 : DELTA * (r - DELTA / 2);
        });
  }

  private static float loss(Objective objective, float prediction) {
    float[] loss = new float[1];
    objective.newPass(1).score(new float[0], 0, new float[] {prediction}, new float[1], loss);
    return loss[0];
  }

  @Property
  void score_smallResidual_isHalfTheSquaredError(
      @ForAll @FloatRange(min = -1.5f, max = 1.5f) float residual) {
    assertThat(loss(new Huber(1, DELTA), residual))
        .isCloseTo(0.5f * loss(new SquaredError(1), residual), within(1e-6f));
  }

  @Property
  void score_largeResidual_growsByDelta(
      @ForAll @FloatRange(min = 1.5f, max = 100f) float residual) {
    float step = loss(new Huber(1, DELTA), residual + 1) - loss(new Huber(1, DELTA), residual);
    assertThat(step).isCloseTo((float) DELTA, within(1e-4f));
  }

  @Test
  void create_noThreshold_isRefused() {
    assertThatThrownBy(() -> new Huber(1, 0)).hasMessage("delta must be a number above 0, not 0.0");
  }
}
