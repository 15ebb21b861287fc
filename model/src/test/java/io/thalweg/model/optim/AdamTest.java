package io.thalweg.model.optim;

import static io.thalweg.model.testing.Numerics.assertClose;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AdamTest extends OptimizerContract {
  private static final double BETA2 = 0.99;

  @Override
  Optimizer create(int size) {
    return new Adam(size, SCHEDULE, BETA2, new Decay(DECAY, WEIGHTS));
  }

  @Override
  double slow(double[] state, double g, double rate, int t) {
    state[0] = 0.9 * state[0] + 0.1 * g;
    state[1] = BETA2 * state[1] + (1 - BETA2) * g * g;
    double mean = state[0] / (1 - Math.pow(0.9, t));
    double square = state[1] / (1 - Math.pow(BETA2, t));
    return -rate * mean / (Math.sqrt(square) + 1e-8);
  }

  @Test
  void step_firstStep_movesEveryParameterByTheRateAgainstItsGradient() {
    // m/(1-b1) = g and sqrt(v/(1-b2)) = |g|: the size of a gradient does not matter
    Adam adam = new Adam(3, Schedule.constant(0.5), BETA2, Decay.NONE);
    float[] parameters = {1, 1, 1};

    adam.step(parameters, new float[] {1e-3f, -20f, 0f}, 1f);

    assertClose(parameters, new double[] {0.5, 1.5, 1}, 1e-5);
  }

  @Test
  void create_outOfRange_isRefusedWithTheValue() {
    assertThatThrownBy(() -> new Adam(1, SCHEDULE, 1, Decay.NONE)).hasMessageContaining("not 1.0");
    assertThatThrownBy(() -> new Decay(-1, 1)).hasMessageContaining("not -1.0");
    assertThatThrownBy(() -> new Decay(1, -1)).hasMessageContaining("not -1");
  }
}
