package io.thalweg.model.learn;

import io.thalweg.model.spec.Spec;
import java.util.Map;

final class CpcLearnerTest extends PairLearnerContract {
  @Override
  Spec task() {
    return new Spec("cpc", Map.of("steps", 2, "projector.width", 8));
  }

  @Override
  Spec objective() {
    return new Spec("info-nce", Map.of("similarity", "product", "temperature", 1, "ways", 1));
  }

  @Override
  double mostLeft() {
    return 0.35;
  }
}
