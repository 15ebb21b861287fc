package io.thalweg.model.objective;

import static io.thalweg.model.objective.FieldLosses.FIELDS;

final class SquaredErrorTest extends ObjectiveContract {
  @Override
  Objective objective() {
    return new SquaredError(FIELDS);
  }

  @Override
  float[] target() {
    return FieldLosses.target(2);
  }

  @Override
  double[] slowRows(double[] prediction, double[] parameters, float[] target) {
    return FieldLosses.rows(
        prediction, target, (p, row, f, y) -> Math.pow(y - p[row * FIELDS + f], 2));
  }
}
