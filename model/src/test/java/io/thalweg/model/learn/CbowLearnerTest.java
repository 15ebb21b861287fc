package io.thalweg.model.learn;

import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.spec.Spec;
import java.util.Map;

/** Word vectors whose mean around a token says which it is. */
final class CbowLearnerTest extends WordVectorLearnerContract {
  @Override
  Architecture architecture() {
    return of(new Spec("cbow", Map.of("vocabulary", VOCABULARY, "window", 2)));
  }
}
