package io.thalweg.model.objective;

import static io.thalweg.model.testing.Numerics.allocatedPerCall;
import static io.thalweg.model.testing.Numerics.assertGradient;
import static io.thalweg.model.testing.Numerics.gaussian;
import static io.thalweg.model.testing.Numerics.gradient;
import static io.thalweg.model.testing.Numerics.widen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for every objective, whatever it costs. */
abstract class ObjectiveContract {
  static final int ROWS = 6;

  /** A row whose target is wholly absent. */
  static final int ABSENT_ROW = 4;

  private final Objective objective = objective();
  private final Objective.Pass pass = objective.newPass(ROWS);
  private final float[] parameters = new float[objective.parameterCount()];
  private final float[] prediction = gaussian(ROWS * objective.predictionSize(), 1, 1);
  private final float[] target = target();
  private final float[] weight = {1, 0.5f, 0, 2, 1, 0.1f};
  private final float[] rowLoss = new float[ROWS];
  private final float[] predictionGradient = new float[prediction.length];
  private final float[] gradient = new float[parameters.length];

  abstract Objective objective();

  /** {@code [ROWS, targetSize]}, without a value in {@link #ABSENT_ROW}. */
  abstract float[] target();

  /** The loss of each row by its formula, in double precision. */
  abstract double[] slowRows(double[] prediction, double[] parameters, float[] target);

  /** Error of a loss in single precision, relative to 1 + the loss. */
  double tolerance() {
    return 3e-6;
  }

  /** Whether a score leaves nothing to the garbage collector. */
  boolean allocates() {
    return false;
  }

  @BeforeEach
  void drawParameters() {
    float[] some = gaussian(parameters.length, 0.5, 3);
    System.arraycopy(some, 0, parameters, 0, some.length);
    pass.draw(new SplittableRandom(5));
  }

  @Test
  void score_anyBatch_equalsTheSlowReference() {
    scoreAndDifferentiate();

    double[] slow = slowRows(widen(prediction), widen(parameters), target);
    for (int row = 0; row < ROWS; row++) {
      double allowed = tolerance() * (1 + Math.abs(slow[row]));
      assertThat((double) rowLoss[row]).as("row %d", row).isCloseTo(slow[row], within(allowed));
    }
    assertThat(rowLoss[ABSENT_ROW]).isZero();
    assertThat(Arrays.stream(slow).map(Math::abs).sum()).as("losses to compare").isGreaterThan(0.1);
  }

  @Test
  void gradient_predictions_equalCentralDifferences() {
    scoreAndDifferentiate();

    double[] slow = gradient(p -> slow(p, widen(parameters)), widen(prediction));
    assertGradient(predictionGradient, slow, 1e-3);
    int size = objective.predictionSize();
    for (int i = ABSENT_ROW * size; i < (ABSENT_ROW + 1) * size; i++) {
      assertThat(predictionGradient[i] == 0f).as("absent value %d", i).isTrue(); // or -0
    }
  }

  @Test
  void gradient_ownParameters_equalCentralDifferences() {
    scoreAndDifferentiate();

    if (parameters.length > 0) {
      double[] slow = gradient(v -> slow(widen(prediction), v), widen(parameters));
      assertGradient(gradient, slow, 1e-3);
    }
  }

  @Test
  void scoreAndGradient_again_giveTheSameAndLeaveInputsAlone() {
    scoreAndDifferentiate();
    float[] losses = rowLoss.clone();
    float[] slope = predictionGradient.clone();
    float[] before = prediction.clone();
    float[] targets = target.clone();
    Arrays.fill(predictionGradient, Float.NaN);
    Arrays.fill(gradient, Float.NaN);

    scoreAndDifferentiate();

    assertThat(rowLoss).isEqualTo(losses);
    assertThat(predictionGradient).isEqualTo(slope);
    assertThat(gradient).doesNotContain(Float.NaN);
    assertThat(prediction).isEqualTo(before);
    assertThat(target).isEqualTo(targets);
  }

  @Test
  void scoreAndGradient_parametersInsideALargerVector_useOnlyTheirSlice() {
    scoreAndDifferentiate();
    float[] expected = gradient.clone();
    float[] losses = new float[ROWS];
    float[] larger = new float[parameters.length + 2];
    Arrays.fill(larger, Float.NaN);
    System.arraycopy(parameters, 0, larger, 1, parameters.length);
    float[] written = new float[larger.length];
    Arrays.fill(written, 7f);

    pass.score(larger, 1, prediction, target, losses);
    pass.gradient(larger, 1, weight, predictionGradient, written);

    assertThat(losses).isEqualTo(rowLoss);
    assertThat(Arrays.copyOfRange(written, 1, 1 + expected.length)).isEqualTo(expected);
    assertThat(written[0]).isEqualTo(7f);
    assertThat(written[written.length - 1]).isEqualTo(7f);
  }

  @Test
  void scoreAndGradient_nanPrediction_isNotHidden() {
    prediction[0] = Float.NaN;

    scoreAndDifferentiate();

    assertThat(rowLoss[0]).isNaN();
    assertThat(rowLoss[1]).isFinite();
    assertThat(Float.isNaN(predictionGradient[0])).isTrue();
  }

  @Test
  void scoreAndGradient_repeated_allocateNothing() {
    if (!allocates()) {
      assertThat(allocatedPerCall(this::scoreAndDifferentiate)).isLessThan(16);
    }
  }

  private void scoreAndDifferentiate() {
    pass.score(parameters, 0, prediction, target, rowLoss);
    pass.gradient(parameters, 0, weight, predictionGradient, gradient);
  }

  private double slow(double[] predictions, double[] own) {
    double[] losses = slowRows(predictions, own, target);
    double sum = 0;
    for (int row = 0; row < ROWS; row++) {
      sum += weight[row] * losses[row];
    }
    return sum;
  }
}
