package io.thalweg.model.objective;

import static io.thalweg.model.testing.Numerics.gaussian;
import static io.thalweg.model.testing.Numerics.widen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SampledSoftmaxTest extends ObjectiveContract {
  private static final int WIDTH = 6;
  private static final int VOCABULARY = 9;
  private static final int SAMPLES = 7;
  private static final Proposal PROPOSAL = Proposal.logUniform(VOCABULARY);

  @Override
  Objective objective() {
    return new SampledSoftmax(WIDTH, SAMPLES, PROPOSAL);
  }

  @Override
  float[] target() {
    return new float[] {0, 8, 1, 1, Float.NaN, 4};
  }

  @Override
  double tolerance() {
    return 3e-5; // the exponential's relative error of 2e-5
  }

  private static int[] negatives() {
    SplittableRandom random = new SplittableRandom(5); // the contract's
    int[] ids = new int[SAMPLES];
    for (int j = 0; j < SAMPLES; j++) {
      ids[j] = PROPOSAL.draw(random);
    }
    return ids;
  }

  private static double logit(double[] h, int row, double[] parameters, int id) {
    double x = parameters[VOCABULARY * WIDTH + id];
    for (int i = 0; i < WIDTH; i++) {
      x += h[row * WIDTH + i] * parameters[id * WIDTH + i];
    }
    return x;
  }

  @Override
  double[] slowRows(double[] prediction, double[] parameters, float[] target) {
    double[] losses = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      if (!Float.isNaN(target[row])) {
        int id = (int) target[row];
        double own = logit(prediction, row, parameters, id);
        double sum = Math.exp(own);
        for (int j : negatives()) {
          double q = Math.log((j + 2.0) / (j + 1)) / Math.log(VOCABULARY + 1);
          sum += j == id ? 0 : Math.exp(logit(prediction, row, parameters, j)) / (SAMPLES * q);
        }
        losses[row] = Math.log(sum) - own;
      }
    }
    return losses;
  }

  @Test
  void draw_negatives_includeATargetAndOneTwice() {
    // Otherwise the contract would not try what is easily wrong.
    assertThat(negatives()).contains(0);
    assertThat(java.util.Arrays.stream(negatives()).distinct().count()).isLessThan(SAMPLES);
  }

  @Test
  void score_manySamples_isTheFullSoftmax() {
    float[] hidden = gaussian(WIDTH, 1, 1);
    float[] parameters = gaussian(VOCABULARY * (WIDTH + 1), 0.5, 3);
    double sum = 0;
    for (int k = 0; k < VOCABULARY; k++) {
      sum += Math.exp(logit(widen(hidden), 0, widen(parameters), k));
    }
    double full = Math.log(sum) - logit(widen(hidden), 0, widen(parameters), 2);
    Objective.Pass pass = new SampledSoftmax(WIDTH, 20_000, PROPOSAL).newPass(1);
    float[] loss = new float[1];

    pass.draw(new SplittableRandom(1));
    pass.score(parameters, 0, hidden, new float[] {2}, loss);

    // The estimate's relative deviation is about 1 / sqrt(20,000) = 0.007.
    assertThat(full).isGreaterThan(1);
    assertThat((double) loss[0]).isCloseTo(full, within(0.02));
  }
}
