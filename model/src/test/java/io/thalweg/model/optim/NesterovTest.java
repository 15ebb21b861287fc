package io.thalweg.model.optim;

final class NesterovTest extends OptimizerContract {
  private static final double MOMENTUM = 0.8;

  @Override
  Optimizer create(int size) {
    return new Momentum(size, SCHEDULE, MOMENTUM, true, new Decay(DECAY, WEIGHTS));
  }

  @Override
  double slow(double[] state, double g, double rate, int t) {
    state[0] = MOMENTUM * state[0] + g;
    return -rate * (g + MOMENTUM * state[0]);
  }
}
