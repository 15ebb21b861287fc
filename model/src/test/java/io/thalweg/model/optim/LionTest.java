package io.thalweg.model.optim;

import static io.thalweg.model.testing.Numerics.assertClose;

import org.junit.jupiter.api.Test;

final class LionTest extends OptimizerContract {
  @Override
  Optimizer create(int size) {
    return new Lion(size, SCHEDULE, 0.9, 0.99, new Decay(DECAY, WEIGHTS));
  }

  @Override
  double slow(double[] state, double g, double rate, int t) {
    double direction = 0.9 * state[0] + 0.1 * g;
    state[0] = 0.99 * state[0] + 0.01 * g;
    return -rate * Math.signum(direction);
  }

  @Test
  void step_anySize_movesEveryParameterByTheRate() {
    Lion lion = new Lion(4, Schedule.constant(0.5), 0.9, 0.99, Decay.NONE);
    float[] parameters = {1, 1, 1, 1};

    lion.step(parameters, new float[] {1e-30f, -1e30f, 0f, 7f}, 1f);

    assertClose(parameters, new double[] {0.5, 1.5, 1, 0.5}, 0);
  }
}
