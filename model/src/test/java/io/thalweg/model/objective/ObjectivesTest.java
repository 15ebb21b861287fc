package io.thalweg.model.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.spec.Spec;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ObjectivesTest {

  @ParameterizedTest
  @CsvSource({
    "student-t, 1, 2, 1",
    "gaussian, 1, 2, 0",
    "squared-error, 1, 1, 0",
    "huber, 1, 1, 0",
    "binary-cross-entropy, 1, 1, 0",
    "softmax, 1, 256, 0",
    "sampled-softmax, 1, 64, 16640",
    "negative-sampling, 1, 100, 25600",
  })
  void create_everyName_givesItsSizes(String type, int targets, int predictions, int parameters) {
    Objective objective = Objectives.create(1, Spec.of(type));

    assertThat(objective.targetSize()).isEqualTo(targets);
    assertThat(objective.predictionSize()).isEqualTo(predictions);
    assertThat(objective.parameterCount()).isEqualTo(parameters);
  }

  @Test
  void create_softmaxForTargetsOfManyValues_isRefused() {
    assertThatThrownBy(() -> Objectives.create(3, Spec.of("softmax")))
        .hasMessage("softmax predicts one id, the task has targets of 3 values");
  }

  @Test
  void create_unknownOption_isRefused() {
    Spec spec = new Spec("gaussian", Map.of("delta", 1));

    assertThatThrownBy(() -> Objectives.create(3, spec))
        .hasMessage("gaussian has no option 'delta'; it has []");
  }

  @Test
  void createPair_namesAndOptions_areTaken() {
    Spec one = new Spec("info-nce", Map.of("temperature", 0.5, "similarity", "product", "ways", 1));

    assertThat(PairObjectives.create(one)).isEqualTo(new InfoNce(0.5, false, false));
    assertThat(PairObjectives.create(Spec.of("vicreg"))).isEqualTo(VicReg.DEFAULT);
  }
}
