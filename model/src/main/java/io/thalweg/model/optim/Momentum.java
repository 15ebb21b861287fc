package io.thalweg.model.optim;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.function.BiConsumer;

/**
 * Gradient descent with momentum, as one loop over the flat vector that the JIT vectorises.
 *
 * <pre>{@code
 * v = mu v + g
 * p = (1 - rate decay) p - rate * v                   plain
 * p = (1 - rate decay) p - rate * (g + mu v)          Nesterov
 * }</pre>
 *
 * <p>With momentum 0 it is plain stochastic gradient descent. In the long run a gradient moves a
 * weight by {@code rate / (1 - mu)} of itself. Memory: one float per parameter.
 *
 * <p>Sources: Polyak 1964; Sutskever, Martens, Dahl and Hinton 2013.
 */
public final class Momentum implements Optimizer {
  private final Schedule schedule;
  private final float momentum;
  private final boolean nesterov;
  private final Decay decay;
  private final float[] velocity;
  private long steps;

  /**
   * @param size number of parameters
   * @param schedule learning rate by step
   * @param momentum share of the velocity that is kept, in [0, 1)
   * @param nesterov look ahead along the velocity
   * @param decay of the weights
   */
  public Momentum(int size, Schedule schedule, double momentum, boolean nesterov, Decay decay) {
    this.schedule = schedule;
    this.momentum = Flat.share("momentum", momentum);
    this.nesterov = nesterov;
    this.decay = decay;
    velocity = new float[size];
  }

  @Override
  public void step(float[] parameters, float[] gradient, float scale) {
    Flat.check(parameters, gradient, velocity.length);
    double rate = rate();
    steps++;
    decay.apply(parameters, rate);
    float size = (float) rate;
    float mu = momentum;
    // Nesterov: g + mu v; plain: v. One loop for both.
    float fresh = nesterov ? 1f : 0f;
    float kept = nesterov ? mu : 1f;
    float[] v = velocity;
    for (int i = 0; i < v.length; i++) {
      float g = gradient[i] * scale;
      float vi = mu * v[i] + g;
      v[i] = vi;
      parameters[i] -= size * (fresh * g + kept * vi);
    }
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public double rate() {
    return schedule.rate(steps);
  }

  @Override
  public void adopt(Optimizer older, BiConsumer<float[], float[]> copy) {
    Momentum same = (Momentum) older;
    steps = same.steps;
    copy.accept(same.velocity, velocity);
  }

  @Override
  public void writeTo(StateWriter out) {
    out.writeLong(steps).writeFloats(velocity);
  }

  @Override
  public void readFrom(StateReader in) {
    steps = in.readLong();
    in.readFloats(velocity);
  }
}
