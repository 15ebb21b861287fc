package io.thalweg.model.learn;

import io.thalweg.model.spec.Spec;
import java.util.Map;

final class TwoViewLearnerTest extends PairLearnerContract {
  @Override
  Spec task() {
    return new Spec("two-view", Map.of("pool", "max", "projector.width", 8, "field.dropout", 0));
  }

  @Override
  Spec objective() {
    return Spec.of("info-nce");
  }

  @Override
  double mostLeft() {
    return 0.6;
  }
}
