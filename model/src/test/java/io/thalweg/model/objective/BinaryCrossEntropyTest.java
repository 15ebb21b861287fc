package io.thalweg.model.objective;

import static io.thalweg.model.objective.FieldLosses.FIELDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class BinaryCrossEntropyTest extends ObjectiveContract {
  @Override
  Objective objective() {
    return new BinaryCrossEntropy(FIELDS);
  }

  @Override
  float[] target() {
    float[] target = new float[ROWS * FIELDS];
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < target.length; i++) {
      target[i] = random.nextInt(5) / 4f; // both ends, and soft labels between them
    }
    return FieldLosses.withGaps(target);
  }

  @Override
  double[] slowRows(double[] prediction, double[] parameters, float[] target) {
    return FieldLosses.rows(
        prediction,
        target,
        (p, row, f, y) -> {
          double probability = 1 / (1 + Math.exp(-p[row * FIELDS + f]));
          return -y * Math.log(probability) - (1 - y) * Math.log(1 - probability);
        });
  }

  @Test
  void score_enormousLogits_costTheirDistance() {
    float[] loss = new float[2];

    new BinaryCrossEntropy(1)
        .newPass(2)
        .score(new float[0], 0, new float[] {1000, -1000}, new float[] {1, 1}, loss);

    assertThat(loss).containsExactly(0, 1000);
  }
}
