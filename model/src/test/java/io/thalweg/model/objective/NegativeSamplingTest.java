package io.thalweg.model.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class NegativeSamplingTest extends ObjectiveContract {
  private static final int WIDTH = 6;
  private static final int VOCABULARY = 9;
  private static final int NEGATIVES = 3;
  private static final Proposal PROPOSAL =
      Proposal.weighted(new double[] {5, 1, 3, 0, 1, 2, 1, 1, 1});

  @Override
  Objective objective() {
    return new NegativeSampling(WIDTH, NEGATIVES, PROPOSAL);
  }

  @Override
  float[] target() {
    return new float[] {0, 8, 1, 1, Float.NaN, 0};
  }

  private static int[] negatives() {
    SplittableRandom random = new SplittableRandom(5); // the contract's
    int[] ids = new int[ROWS * NEGATIVES];
    for (int j = 0; j < ids.length; j++) {
      ids[j] = PROPOSAL.draw(random);
    }
    return ids;
  }

  private static double product(double[] h, int row, double[] parameters, int id) {
    double x = 0;
    for (int i = 0; i < WIDTH; i++) {
      x += h[row * WIDTH + i] * parameters[id * WIDTH + i];
    }
    return x;
  }

  @Override
  double[] slowRows(double[] prediction, double[] parameters, float[] target) {
    int[] negatives = negatives();
    double[] losses = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      if (!Float.isNaN(target[row])) {
        int id = (int) target[row];
        losses[row] = Math.log(1 + Math.exp(-product(prediction, row, parameters, id)));
        for (int j = 0; j < NEGATIVES; j++) {
          int negative = negatives[row * NEGATIVES + j];
          double x = product(prediction, row, parameters, negative);
          losses[row] += negative == id ? 0 : Math.log(1 + Math.exp(x));
        }
      }
    }
    return losses;
  }

  @Test
  void draw_negatives_includeATarget() {
    // Otherwise the contract would not try what is easily wrong.
    int[] negatives = negatives();
    boolean hit = false;
    for (int row = 0; row < ROWS; row++) {
      for (int j = 0; j < NEGATIVES; j++) {
        hit |= negatives[row * NEGATIVES + j] == target()[row];
      }
    }
    assertThat(hit).isTrue();
  }

  @Test
  void score_freshOutputVectors_costOneCoinPerDecision() {
    Objective objective = new NegativeSampling(100, 2, Proposal.logUniform(10_000));
    float[] parameters = new float[objective.parameterCount()];
    objective.initialise(parameters, 0, new SplittableRandom(2));
    Objective.Pass pass = objective.newPass(1);
    float[] prediction = new float[100];
    Arrays.fill(prediction, 0.005f); // as long as a fresh word vector can be
    float[] loss = new float[1];

    pass.draw(new SplittableRandom(1));
    pass.score(parameters, 0, prediction, new float[] {9_999}, loss);

    // Products of 100 terms of at most .005 squared: 3 times .0025 off, halved by the slope.
    assertThat((double) loss[0]).isCloseTo(3 * Math.log(2), within(0.004));
  }

  @Test
  void initialise_outputVectors_areSmallAndNotZero_insideTheirSlice() {
    Objective objective = objective();
    float[] parameters = new float[objective.parameterCount() + 2];

    objective.initialise(parameters, 1, new SplittableRandom(1));

    for (int i = 1; i <= objective.parameterCount(); i++) {
      assertThat(Math.abs(parameters[i])).isBetween(1e-9f, 1f / (2 * WIDTH));
    }
    assertThat(parameters[0]).isZero();
    assertThat(parameters[parameters.length - 1]).isZero();
  }
}
