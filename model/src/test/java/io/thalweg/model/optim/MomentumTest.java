package io.thalweg.model.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class MomentumTest extends OptimizerContract {
  private static final double MOMENTUM = 0.8;

  @Override
  Optimizer create(int size) {
    return new Momentum(size, SCHEDULE, MOMENTUM, false, new Decay(DECAY, WEIGHTS));
  }

  @Override
  double slow(double[] state, double g, double rate, int t) {
    state[0] = MOMENTUM * state[0] + g;
    return -rate * state[0];
  }

  @Test
  void step_noMomentum_isGradientDescent() {
    Momentum descent = new Momentum(2, Schedule.constant(0.5), 0, false, Decay.NONE);
    float[] parameters = {1, 1};

    descent.step(parameters, new float[] {2, -4}, 1f);
    descent.step(parameters, new float[] {2, -4}, 0.5f);

    assertThat(parameters).containsExactly(-0.5f, 4f);
  }

  @Test
  void create_momentumOfOne_isRefused() {
    assertThatThrownBy(() -> new Momentum(1, SCHEDULE, 1, true, Decay.NONE))
        .hasMessage("momentum must be in [0, 1), not 1.0");
  }
}
