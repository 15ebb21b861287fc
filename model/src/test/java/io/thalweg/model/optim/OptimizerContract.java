package io.thalweg.model.optim;

import static io.thalweg.model.testing.Numerics.allocatedPerCall;
import static io.thalweg.model.testing.Numerics.assertClose;
import static io.thalweg.model.testing.Numerics.gaussian;
import static io.thalweg.model.testing.Numerics.widen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import org.junit.jupiter.api.Test;

/** What holds for every optimizer. */
abstract class OptimizerContract {
  static final int SIZE = 37;
  static final double DECAY = 0.1;

  /** Those that decay: the others do not. */
  static final int WEIGHTS = 30;

  static final Schedule SCHEDULE = Schedule.warmUp(0.01, 10, new InverseSquareRoot(0.01, 20, 0.1));

  /** With {@link #SCHEDULE} and {@link #DECAY} of the first {@link #WEIGHTS}. */
  abstract Optimizer create(int size);

  /**
   * The rule by its formula for one parameter: two numbers of state, and what the gradient adds.
   */
  abstract double slow(double[] state, double gradient, double rate, int t);

  private Optimizer create() {
    return create(SIZE);
  }

  static float[] gradientOf(int step) {
    return gaussian(SIZE, 3, 100 + step);
  }

  @Test
  void step_fiftySteps_equalsTheSlowReference() {
    Optimizer optimizer = create();
    float[] parameters = gaussian(SIZE, 1, 1);
    double[] expected = widen(parameters);
    double[][] state = new double[SIZE][2];
    for (int t = 1; t <= 50; t++) {
      float scale = t % 3 == 0 ? 0.25f : 1f;
      float[] gradient = gradientOf(t);
      double rate = SCHEDULE.rate(t - 1);
      assertThat(optimizer.rate()).isEqualTo(rate);
      optimizer.step(parameters, gradient, scale);
      assertThat(gradient).isEqualTo(gradientOf(t));
      for (int i = 0; i < SIZE; i++) {
        double shrink = i < WEIGHTS ? rate * DECAY * expected[i] : 0;
        expected[i] += slow(state[i], gradient[i] * scale, rate, t) - shrink;
      }
    }
    // Each step adds a rounding error of 1e-7 to parameters of order 1.
    assertClose(parameters, expected, 1e-5);
    assertThat(optimizer.steps()).isEqualTo(50);
  }

  @Test
  void readFrom_writtenState_continuesBitForBit() {
    Optimizer undisturbed = create();
    float[] expected = gaussian(SIZE, 1, 1);
    Optimizer before = create();
    float[] parameters = expected.clone();
    for (int t = 1; t <= 20; t++) {
      undisturbed.step(expected, gradientOf(t), 1f);
      before.step(parameters, gradientOf(t), 1f);
    }
    StateWriter out = new StateWriter(16);
    before.writeTo(out);
    Optimizer after = create();
    after.step(gaussian(SIZE, 1, 5), gradientOf(1), 1f); // a past that must be forgotten
    StateReader in = new StateReader(out.toByteArray());
    after.readFrom(in);
    in.expectEnd();
    for (int t = 21; t <= 40; t++) {
      undisturbed.step(expected, gradientOf(t), 1f);
      after.step(parameters, gradientOf(t), 1f);
    }
    assertThat(parameters).isEqualTo(expected);
    assertThat(after.steps()).isEqualTo(40);
    assertThat(after.rate()).isEqualTo(undisturbed.rate());
  }

  @Test
  void adopt_sameParameters_continuesBitForBit() {
    Optimizer older = create();
    float[] expected = gaussian(SIZE, 1, 1);
    for (int t = 1; t <= 20; t++) {
      older.step(expected, gradientOf(t), 1f);
    }
    float[] parameters = expected.clone();
    Optimizer newer = create();

    newer.adopt(older, (from, to) -> System.arraycopy(from, 0, to, 0, SIZE));
    newer.step(parameters, gradientOf(21), 1f);
    older.step(expected, gradientOf(21), 1f);

    assertThat(parameters).isEqualTo(expected);
    assertThat(newer.steps()).isEqualTo(21);
  }

  @Test
  void step_nanGradient_reachesTheParameterAndNoOther() {
    Optimizer optimizer = create();
    float[] gradient = gradientOf(1);
    gradient[4] = Float.NaN;
    float[] parameters = gaussian(SIZE, 1, 1);

    optimizer.step(parameters, gradient, 1f);
    optimizer.step(parameters, gradient, 1f);

    for (int i = 0; i < SIZE; i++) {
      assertThat(Float.isNaN(parameters[i])).isEqualTo(i == 4);
    }
  }

  @Test
  void step_zeroGradientBeyondTheWeights_movesNothingThere() {
    Optimizer optimizer = create();
    float[] parameters = gaussian(SIZE, 1, 1);
    float[] before = parameters.clone();

    optimizer.step(parameters, new float[SIZE], 1f);

    for (int i = 0; i < SIZE; i++) {
      assertThat(parameters[i] == before[i]).as("parameter %d stays", i).isEqualTo(i >= WEIGHTS);
    }
  }

  @Test
  void step_repeated_allocatesNothing() {
    Optimizer optimizer = create();
    float[] parameters = gaussian(SIZE, 1, 1);
    float[] gradient = gradientOf(1);

    assertThat(allocatedPerCall(() -> optimizer.step(parameters, gradient, 1f))).isLessThan(16);
  }

  @Test
  void step_otherSize_isRefusedWithBothSizes() {
    assertThatThrownBy(() -> create().step(new float[SIZE], new float[SIZE - 1], 1f))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("parameters [37] and gradient [36] must be [37]");
  }
}
