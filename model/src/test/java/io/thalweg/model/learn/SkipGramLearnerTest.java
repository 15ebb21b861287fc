package io.thalweg.model.learn;

import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.spec.Spec;
import java.util.Map;

/** Word vectors, of which every token is predicted from those around it. */
final class SkipGramLearnerTest extends WordVectorLearnerContract {
  @Override
  Architecture architecture() {
    return of(new Spec("skip-gram", Map.of("vocabulary", VOCABULARY, "window", 2)));
  }
}
