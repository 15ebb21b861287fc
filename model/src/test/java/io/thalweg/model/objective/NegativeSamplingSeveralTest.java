package io.thalweg.model.objective;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.spec.Spec;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Rows of up to three targets, which share their negatives. */
final class NegativeSamplingSeveralTest extends ObjectiveContract {
  private static final float NAN = Float.NaN;
  private static final int TARGETS = 3;
  private static final int WIDTH = 6;
  private static final int VOCABULARY = 9;
  private static final int NEGATIVES = 4;
  private static final Proposal PROPOSAL =
      Proposal.weighted(new double[] {5, 1, 3, 0, 1, 2, 1, 1, 1});

  @Override
  Objective objective() {
    return new NegativeSampling(TARGETS, WIDTH, NEGATIVES, PROPOSAL);
  }

  /** One target, all three, the same twice, the first absent, none, one that is drawn. */
  @Override
  float[] target() {
    return new float[] {0, NAN, NAN, 8, 2, 0, 1, 1, 5, NAN, 2, 6, NAN, NAN, NAN, NAN, NAN, 0};
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

  /** The mean of what each target would cost alone. */
  @Override
  double[] slowRows(double[] prediction, double[] parameters, float[] target) {
    int[] negatives = negatives();
    double[] losses = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      int present = 0;
      for (int i = 0; i < TARGETS; i++) {
        if (!Float.isNaN(target[row * TARGETS + i])) {
          int id = (int) target[row * TARGETS + i];
          losses[row] += Math.log(1 + Math.exp(-product(prediction, row, parameters, id)));
          for (int j = 0; j < NEGATIVES; j++) {
            int negative = negatives[row * NEGATIVES + j];
            double x = product(prediction, row, parameters, negative);
            losses[row] += negative == id ? 0 : Math.log(1 + Math.exp(x));
          }
          present++;
        }
      }
      losses[row] /= Math.max(1, present);
    }
    return losses;
  }

  @Test
  void draw_negatives_includeSomeTargetsOfARow_andAllOfAnother() {
    // Otherwise the contract would not try what is easily wrong.
    int[] negatives = negatives();
    boolean some = false;
    boolean all = false;
    for (int i = 0; i < negatives.length; i++) {
      int row = i / NEGATIVES;
      int present = 0;
      int same = 0;
      for (int t = row * TARGETS; t < (row + 1) * TARGETS; t++) {
        present += Float.isNaN(target()[t]) ? 0 : 1;
        same += target()[t] == negatives[i] ? 1 : 0;
      }
      some |= same > 0 && same < present;
      all |= present > 0 && same == present;
    }
    assertThat(some).isTrue();
    assertThat(all).isTrue();
  }

  /** Beside absent ones, one target costs to the bit what it costs alone. */
  @Test
  void scoreAndGradient_oneTargetOfThree_areThoseOfOneAlone() {
    Objective alone = new NegativeSampling(WIDTH, NEGATIVES, PROPOSAL);
    float[] parameters = new float[alone.parameterCount()];
    alone.initialise(parameters, 0, new SplittableRandom(1));
    float[] prediction = {1, -2, 3, 0.5f, 0.1f, 6};
    float[] loss = new float[1];
    float[] other = new float[1];

    float[] expected = differentiate(alone, parameters, prediction, new float[] {2}, loss);
    float[] actual =
        differentiate(objective(), parameters, prediction, new float[] {NAN, 2, NAN}, other);

    assertThat(other).isEqualTo(loss);
    assertThat(loss[0]).isPositive();
    assertThat(actual).isEqualTo(expected);
  }

  private static float[] differentiate(
      Objective objective, float[] parameters, float[] prediction, float[] target, float[] loss) {
    Objective.Pass pass = objective.newPass(1);
    float[] gradient = new float[parameters.length + WIDTH];
    float[] predictionGradient = new float[WIDTH];
    pass.draw(new SplittableRandom(3));
    pass.score(parameters, 0, prediction, target, loss);
    pass.gradient(parameters, 0, new float[] {0.3f}, predictionGradient, gradient);
    System.arraycopy(predictionGradient, 0, gradient, parameters.length, WIDTH);
    return gradient;
  }

  @Test
  void create_severalTargets_areTaken() {
    Spec spec = new Spec("negative-sampling", Map.of("vocabulary", 40, "width", 8));

    assertThat(Objectives.create(10, spec).targetSize()).isEqualTo(10);
    assertThat(Objectives.create(10, spec).predictionSize()).isEqualTo(8);
  }
}
