package io.thalweg.model.learn;

import io.thalweg.model.spec.Spec;
import java.util.Map;

/** Two views without negatives. */
final class VicRegLearnerTest extends PairLearnerContract {
  @Override
  Spec task() {
    return new Spec("two-view", Map.of("projector.width", 8, "field.dropout", 0));
  }

  @Override
  Spec objective() {
    return Spec.of("vicreg");
  }

  @Override
  double mostLeft() {
    return 0.7;
  }
}
