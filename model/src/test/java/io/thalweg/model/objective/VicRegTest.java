package io.thalweg.model.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class VicRegTest extends PairObjectiveContract {
  @Override
  PairObjective objective() {
    return new VicReg(2, 3, 4);
  }

  @Override
  double slow(double[] one, double[] other) {
    double distance = 0;
    for (int i = 0; i < one.length; i++) {
      distance += Math.pow(one[i] - other[i], 2) / one.length;
    }
    return 2 * distance
        + 3 * (flatness(one) + flatness(other)) / 2
        + 4 * (redundancy(one) + redundancy(other));
  }

  private static double covariance(double[] rows, int j, int k) {
    double meanJ = 0;
    double meanK = 0;
    for (int i = 0; i < PAIRS; i++) {
      meanJ += rows[i * SIZE + j] / PAIRS;
      meanK += rows[i * SIZE + k] / PAIRS;
    }
    double sum = 0;
    for (int i = 0; i < PAIRS; i++) {
      sum += (rows[i * SIZE + j] - meanJ) * (rows[i * SIZE + k] - meanK);
    }
    return sum / (PAIRS - 1);
  }

  private static double flatness(double[] rows) {
    double sum = 0;
    for (int j = 0; j < SIZE; j++) {
      sum += Math.max(0, 1 - Math.sqrt(covariance(rows, j, j) + 1e-4)) / SIZE;
    }
    return sum;
  }

  private static double redundancy(double[] rows) {
    double sum = 0;
    for (int j = 0; j < SIZE; j++) {
      for (int k = 0; k < SIZE; k++) {
        sum += j == k ? 0 : Math.pow(covariance(rows, j, k), 2) / SIZE;
      }
    }
    return sum;
  }

  @Test
  void score_collapsed_costsTheVarianceOnly() {
    float[] same = new float[PAIRS * SIZE];
    java.util.Arrays.fill(same, 0.25f);

    float loss = VicReg.DEFAULT.newPass(PAIRS, SIZE).score(same, same);

    assertThat((double) loss).isCloseTo(24.75 / 51, within(1e-6));
  }

  @Test
  void create_negativeWeight_isRefused() {
    assertThatThrownBy(() -> new VicReg(1, -1, 1))
        .hasMessage("weights must be at least 0, not 1.0, -1.0 and 1.0");
  }
}
