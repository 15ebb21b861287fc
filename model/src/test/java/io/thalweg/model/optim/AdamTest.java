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

class AdamTest {
  private static final int SIZE = 37;
  private static final double BETA2 = 0.99;
  private static final double DECAY = 0.1;
  private static final Schedule SCHEDULE = new Schedule(0.01, 10, 20, 0.1);

  @Test
  void step_firstStep_movesEveryParameterByTheRateAgainstItsGradient() {
    // m/(1-b1) = g and sqrt(v/(1-b2)) = |g|: the size of a gradient does not matter
    Adam adam = new Adam(3, new Schedule(0.5, 1, 1, 0), BETA2, 0);
    float[] parameters = {1, 1, 1};

    adam.step(parameters, new float[] {1e-3f, -20f, 0f}, 1f);

    assertClose(parameters, new double[] {0.5, 1.5, 1}, 1e-5);
  }

  @Test
  void step_fiftySteps_equalsTheSlowReference() {
    Adam adam = newAdam();
    float[] parameters = gaussian(SIZE, 1, 1);
    double[] expected = widen(parameters);
    double[] mean = new double[SIZE];
    double[] square = new double[SIZE];
    for (int t = 1; t <= 50; t++) {
      float scale = t % 3 == 0 ? 0.25f : 1f;
      float[] gradient = gradientOf(t);
      adam.step(parameters, gradient, scale);
      assertThat(gradient).isEqualTo(gradientOf(t));
      slowStep(expected, mean, square, gradient, scale, t);
    }
    // Each step adds a rounding error of 1e-7 to parameters of order 1; steps are of order 0.01.
    assertClose(parameters, expected, 1e-5);
    assertThat(adam.steps()).isEqualTo(50);
  }

  private static void slowStep(
      double[] p, double[] m, double[] v, float[] gradient, double scale, int t) {
    double rate = SCHEDULE.rate(t - 1);
    for (int i = 0; i < p.length; i++) {
      double g = gradient[i] * scale;
      m[i] = 0.9 * m[i] + 0.1 * g;
      v[i] = BETA2 * v[i] + (1 - BETA2) * g * g;
      double mean = m[i] / (1 - Math.pow(0.9, t));
      double square = v[i] / (1 - Math.pow(BETA2, t));
      p[i] -= rate * (mean / (Math.sqrt(square) + 1e-8) + DECAY * p[i]);
    }
  }

  @Test
  void readFrom_writtenState_continuesBitForBit() {
    Adam undisturbed = newAdam();
    float[] expected = gaussian(SIZE, 1, 1);
    Adam before = newAdam();
    float[] parameters = expected.clone();
    for (int t = 1; t <= 20; t++) {
      undisturbed.step(expected, gradientOf(t), 1f);
      before.step(parameters, gradientOf(t), 1f);
    }
    StateWriter out = new StateWriter(16);
    before.writeTo(out);
    Adam after = newAdam();
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
  void step_nanGradient_reachesTheParameterAndNoOther() {
    Adam adam = newAdam();
    float[] gradient = gradientOf(1);
    gradient[4] = Float.NaN;
    float[] parameters = gaussian(SIZE, 1, 1);

    adam.step(parameters, gradient, 1f);

    for (int i = 0; i < SIZE; i++) {
      assertThat(Float.isNaN(parameters[i])).isEqualTo(i == 4);
    }
  }

  @Test
  void step_repeated_allocatesNothing() {
    Adam adam = newAdam();
    float[] parameters = gaussian(SIZE, 1, 1);
    float[] gradient = gradientOf(1);

    assertThat(allocatedPerCall(() -> adam.step(parameters, gradient, 1f))).isLessThan(16);
  }

  @Test
  void step_otherSize_isRefusedWithBothSizes() {
    assertThatThrownBy(() -> newAdam().step(new float[SIZE], new float[SIZE - 1], 1f))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("parameters [37] and gradient [36] must be [37]");
  }

  @Test
  void create_outOfRange_isRefusedWithTheValue() {
    assertThatThrownBy(() -> new Adam(1, SCHEDULE, 1, 0)).hasMessageContaining("not 1.0");
    assertThatThrownBy(() -> new Adam(1, SCHEDULE, 0.9, -1)).hasMessageContaining("not -1.0");
  }

  private static Adam newAdam() {
    return new Adam(SIZE, SCHEDULE, BETA2, DECAY);
  }

  private static float[] gradientOf(int step) {
    return gaussian(SIZE, 3, 100 + step);
  }
}
