package io.thalweg.model.objective;

import static io.thalweg.model.testing.Numerics.allocatedPerCall;
import static io.thalweg.model.testing.Numerics.assertClose;
import static io.thalweg.model.testing.Numerics.assertGradient;
import static io.thalweg.model.testing.Numerics.gaussian;
import static io.thalweg.model.testing.Numerics.gradient;
import static io.thalweg.model.testing.Numerics.widen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StudentTTest {
  private static final int ROWS = 6;
  private static final int FIELDS = 4;
  private static final float ABSENT = Float.NaN;

  /** Residuals and log terms are kept in single precision: 6e-8 relative, a few times. */
  private static final double TOLERANCE = 2e-6;

  private final StudentT objective = new StudentT(FIELDS);
  private final Objective.Pass pass = objective.newPass(ROWS);
  private final float[] tails = {-2f, 0f, 1.1f, 3f};
  private final float[] prediction = gaussian(ROWS * 2 * FIELDS, 1, 1);
  private final float[] target = gaussian(ROWS * FIELDS, 2, 2);
  private final float[] weight = {1, 0.5f, 0, 2, 1, 0.1f};
  private final float[] rowLoss = new float[ROWS];
  private final float[] predictionGradient = new float[prediction.length];
  private final float[] tailGradient = new float[FIELDS];

  @Test
  void score_fourDegreesOfFreedom_givesTheNumberWorkedOutByHand() {
    // density of t(4) at z = 0 is 3/8; at z = 2, 3/8 (1 + 4/4)^(-5/2); scale e adds 1 nat
    float[] parameters = {(float) Math.log(2)};
    float[] losses = new float[2];
    float e = (float) Math.E;

    new StudentT(1)
        .newPass(2)
        .score(parameters, 0, new float[] {3, 0, 3, 1}, new float[] {3, 3 + 2 * e}, losses);

    assertThat((double) losses[0]).isCloseTo(-Math.log(0.375), within(TOLERANCE));
    assertThat((double) losses[1])
        .isCloseTo(1 - Math.log(0.375) + 2.5 * Math.log(2), within(TOLERANCE));
  }

  @Test
  void score_missingValues_equalsTheSlowReference() {
    loseSomeValues();

    pass.score(tails, 0, prediction, target, rowLoss);

    assertClose(rowLoss, slowRows(widen(prediction), widen(tails)), TOLERANCE);
    assertThat(rowLoss[4]).isZero();
  }

  @Test
  void gradient_predictions_equalCentralDifferences() {
    loseSomeValues();

    scoreAndDifferentiate();

    assertGradient(
        predictionGradient, gradient(p -> slow(p, widen(tails)), widen(prediction)), 1e-4);
  }

  @Test
  void gradient_tails_equalCentralDifferences() {
    loseSomeValues();

    scoreAndDifferentiate();

    assertGradient(tailGradient, gradient(v -> slow(widen(prediction), v), widen(tails)), 1e-4);
  }

  @Test
  void gradient_absentValue_isZeroEvenWhereNanStoodBefore() {
    loseSomeValues();
    Arrays.fill(predictionGradient, Float.NaN);
    Arrays.fill(tailGradient, Float.NaN);

    scoreAndDifferentiate();

    assertThat(predictionGradient).doesNotContain(Float.NaN);
    assertThat(tailGradient).doesNotContain(Float.NaN);
    assertThat(predictionGradient[1]).isZero(); // location of the value absent in row 0
    assertThat(predictionGradient[FIELDS + 1]).isZero(); // its scale
  }

  @Test
  void scoreAndGradient_parametersInsideALargerVector_useOnlyTheirSlice() {
    scoreAndDifferentiate();
    float[] larger = {ABSENT, -2f, 0f, 1.1f, 3f, ABSENT};
    float[] written = {7, 7, 7, 7, 7, 7};
    float[] losses = new float[ROWS];

    pass.score(larger, 1, prediction, target, losses);
    pass.gradient(larger, 1, weight, predictionGradient, written);

    assertThat(losses).isEqualTo(rowLoss);
    assertThat(Arrays.copyOfRange(written, 1, 5)).isEqualTo(tailGradient);
    assertThat(written[0]).isEqualTo(7);
    assertThat(written[5]).isEqualTo(7);
  }

  @Test
  void score_logScaleBeyondItsBounds_costsWhatTheBoundCosts() {
    prediction[FIELDS] = -30f;
    prediction[FIELDS + 1] = 30f;
    pass.score(tails, 0, prediction, target, rowLoss);
    float beyond = rowLoss[0];

    prediction[FIELDS] = LogScale.LOWEST;
    prediction[FIELDS + 1] = LogScale.HIGHEST;
    pass.score(tails, 0, prediction, target, rowLoss);

    assertThat(beyond).isEqualTo(rowLoss[0]);
  }

  @Test
  void gradient_logScaleBeyondABoundAndDrawnFurther_isZero() {
    // No residual would shrink the smallest scale on; an enormous one would stretch the largest.
    target[0] = prediction[0];
    prediction[FIELDS] = -8f;
    target[1] = prediction[1] + 1e6f;
    prediction[FIELDS + 1] = 5f;

    scoreAndDifferentiate();

    assertThat(predictionGradient[FIELDS]).isZero();
    assertThat(predictionGradient[FIELDS + 1]).isZero();
  }

  @Test
  void gradient_logScaleBeyondABoundAndDrawnBack_isNotLost() {
    // A field that was constant drove its scale below the bound; now it moves again.
    target[0] = prediction[0] + 1f;
    prediction[FIELDS] = -8f;
    // A field whose scale overshot the upper bound, and whose residuals are small.
    target[1] = prediction[1];
    prediction[FIELDS + 1] = 5f;

    scoreAndDifferentiate();

    assertThat(predictionGradient[FIELDS]).isNegative();
    assertThat(predictionGradient[FIELDS + 1]).isPositive();
  }

  @Test
  void gradient_tailAtItsBoundAndHeavyTailsSeen_isNotLost() {
    Arrays.fill(tails, 6f);
    Arrays.fill(prediction, 0f);
    Arrays.fill(target, 20f);

    scoreAndDifferentiate();
    assertThat(objective.tail(tails, 0, 0)).isEqualTo(100);
    for (float value : tailGradient) {
      assertThat(value).isPositive(); // descent makes the tail heavier
    }

    Arrays.fill(target, 0f);
    scoreAndDifferentiate();
    assertClose(tailGradient, new double[FIELDS], 0);
  }

  @Test
  void gradient_enormousResidual_staysBounded() {
    target[0] = 1e20f;

    scoreAndDifferentiate();

    // (v + 1) |z| / (v + z^2) / s is at most (v + 1) / (2 sqrt(v)) / s
    assertThat(Math.abs(predictionGradient[0])).isLessThan(2f);
    assertThat(predictionGradient).doesNotContain(Float.NaN);
  }

  @Test
  void score_nanPrediction_isNotHidden() {
    prediction[0] = Float.NaN;

    scoreAndDifferentiate();

    assertThat(rowLoss[0]).isNaN();
    assertThat(rowLoss[1]).isFinite();
  }

  @Test
  void gradient_nanPrediction_isNotHidden() {
    prediction[0] = Float.NaN;
    prediction[2 * FIELDS + FIELDS] = Float.NaN;

    scoreAndDifferentiate();

    assertThat(predictionGradient[0]).isNaN();
    assertThat(predictionGradient[2 * FIELDS + FIELDS]).isNaN();
  }

  @Test
  void distribution_predictionRow_givesLocationAndClampedScale() {
    float[] location = new float[FIELDS];
    float[] scale = new float[FIELDS];

    objective.distribution(tails, 0, new float[] {1, 2, 3, 4, 0, 1, -30, 30}, location, scale);

    assertThat(location).containsExactly(1, 2, 3, 4);
    assertClose(scale, new double[] {1, Math.E, Math.exp(-4), Math.exp(4)}, 1e-5);
  }

  @Test
  void initialise_freshParameters_startsAtFiveDegreesOfFreedom() {
    float[] parameters = new float[FIELDS];

    objective.initialise(parameters, 0, new SplittableRandom(1));

    assertThat(objective.tail(parameters, 0, 3)).isCloseTo(5, within(1e-6));
    assertThat(objective.tail(new float[] {-50}, 0, 0)).isGreaterThanOrEqualTo(2);
  }

  @Test
  void scoreAndGradient_repeated_allocateNothing() {
    assertThat(allocatedPerCall(this::scoreAndDifferentiate)).isLessThan(16);
  }

  @Test
  void create_noFields_isRefused() {
    assertThatThrownBy(() -> new StudentT(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("targetSize must be at least 1, not 0");
  }

  /** One value of row 0, all but one of row 3, all of row 4. */
  private void loseSomeValues() {
    target[1] = ABSENT;
    Arrays.fill(target, 3 * FIELDS, 4 * FIELDS - 1, ABSENT);
    Arrays.fill(target, 4 * FIELDS, 5 * FIELDS, ABSENT);
  }

  private void scoreAndDifferentiate() {
    pass.score(tails, 0, prediction, target, rowLoss);
    pass.gradient(tails, 0, weight, predictionGradient, tailGradient);
  }

  private double slow(double[] predictions, double[] parameters) {
    double[] losses = slowRows(predictions, parameters);
    double sum = 0;
    for (int row = 0; row < ROWS; row++) {
      sum += weight[row] * losses[row];
    }
    return sum;
  }

  /** Logarithm of the density by its formula; the gamma function comes from its own test. */
  private double[] slowRows(double[] predictions, double[] parameters) {
    double[] losses = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      double sum = 0;
      int present = 0;
      for (int f = 0; f < FIELDS; f++) {
        double y = target[row * FIELDS + f];
        if (!Double.isNaN(y)) {
          double v = Math.min(100, 2 + Math.exp(parameters[f]));
          double location = predictions[row * 2 * FIELDS + f];
          double logScale = predictions[row * 2 * FIELDS + FIELDS + f];
          double scale = Math.exp(Math.max(-7, Math.min(4, logScale)));
          double z = (y - location) / scale;
          double density =
              Math.exp(Gamma.logGamma((v + 1) / 2) - Gamma.logGamma(v / 2))
                  / Math.sqrt(v * Math.PI)
                  / scale
                  * Math.pow(1 + z * z / v, -(v + 1) / 2);
          sum -= Math.log(density);
          present++;
        }
      }
      losses[row] = present == 0 ? 0 : sum / present;
    }
    return losses;
  }
}
