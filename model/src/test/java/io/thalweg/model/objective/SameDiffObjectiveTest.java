package io.thalweg.model.objective;

import static io.thalweg.model.objective.FieldLosses.FIELDS;
import static io.thalweg.model.testing.Numerics.assertClose;
import static io.thalweg.model.testing.Numerics.gaussian;
import static io.thalweg.model.testing.Numerics.widen;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class SameDiffObjectiveTest extends ObjectiveContract {
  private static final SameDiffLoss SQUARED_ERROR =
      (graph, prediction, target, present) -> graph.math().square(prediction.sub(target));

  private static final SameDiffLoss HUBER =
      (graph, prediction, target, present) -> {
        var error = prediction.sub(target);
        var clamped = graph.math().clipByValue(error, -1, 1);
        return clamped.mul(error.sub(clamped.mul(0.5)));
      };

  @Override
  Objective objective() {
    return new SameDiffObjective(FIELDS, FIELDS, SQUARED_ERROR);
  }

  @Override
  float[] target() {
    return FieldLosses.target(2);
  }

  @Override
  double[] slowRows(double[] prediction, double[] parameters, float[] target) {
    return new SquaredErrorTest().slowRows(prediction, parameters, target);
  }

  @Override
  boolean allocates() {
    return true; // SameDiff does
  }

  @Test
  void scoreAndGradient_huberInSameDiff_equalsTheBuiltIn() {
    float[] prediction = gaussian(ROWS * FIELDS, 1, 1);
    float[] weight = {1, 0.5f, 0, 2, 1, 0.1f};
    float[][] losses = new float[2][ROWS];
    float[][] slopes = new float[2][prediction.length];
    Objective[] both = {
      new Huber(FIELDS, 1), new SameDiffObjective(FIELDS, FIELDS, HUBER),
    };
    for (int i = 0; i < both.length; i++) {
      Objective.Pass pass = both[i].newPass(ROWS);
      pass.score(new float[0], 0, prediction, target(), losses[i]);
      pass.gradient(new float[0], 0, weight, slopes[i], new float[0]);
    }

    assertClose(losses[1], widen(losses[0]), 1e-6);
    assertClose(slopes[1], widen(slopes[0]), 1e-6);
  }

  @Test
  void score_lossOfAnotherShape_isRefusedWithBothSizes() {
    Objective.Pass pass =
        new SameDiffObjective(FIELDS, FIELDS, (graph, p, t, m) -> p.sub(t).mean()).newPass(ROWS);

    assertThatThrownBy(
            () ->
                pass.score(
                    new float[0],
                    0,
                    new float[ROWS * FIELDS],
                    new float[ROWS * FIELDS],
                    new float[ROWS]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the loss has 1 values where there are 30 targets [6, 5]");
  }
}
