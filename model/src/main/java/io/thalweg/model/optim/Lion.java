package io.thalweg.model.optim;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.function.BiConsumer;

/**
 * Lion: every weight moves by the rate, in the direction on which the momentum and the newest
 * gradient agree.
 *
 * <pre>{@code
 * p = (1 - rate decay) p - rate * sign(b1 m + (1-b1) g)
 * m = b2 m + (1-b2) g
 * }</pre>
 *
 * <p>The low-memory choice: one float per parameter, half of Adam's. (Adafactor saves more, but
 * factors the second moments of each matrix by rows and columns; the flat vector knows no
 * matrices.) Steps are of one size, so the rate is 3 to 10 times smaller than Adam's. A gradient of
 * zero since the start moves nothing. NaN reaches the parameter and no other.
 *
 * <p>The sign is a clamp of the direction blown up by 1e38, which the JIT vectorises on Java 17: it
 * is exact but for directions under 1e-38.
 *
 * <p>Source: Chen et al. 2023 (arXiv 2302.06675).
 */
public final class Lion implements Optimizer {
  private static final float BLOW_UP = 1e38f;

  private final Schedule schedule;
  private final float beta1;
  private final float beta2;
  private final Decay decay;
  private final float[] mean;
  private long steps;

  /**
   * @param size number of parameters
   * @param schedule learning rate by step
   * @param beta1 share of the momentum in a step's direction, in [0, 1)
   * @param beta2 memory of the momentum, in [0, 1)
   * @param decay of the weights
   */
  public Lion(int size, Schedule schedule, double beta1, double beta2, Decay decay) {
    this.schedule = schedule;
    this.beta1 = Flat.share("beta1", beta1);
    this.beta2 = Flat.share("beta2", beta2);
    this.decay = decay;
    mean = new float[size];
  }

  @Override
  public void step(float[] parameters, float[] gradient, float scale) {
    Flat.check(parameters, gradient, mean.length);
    double rate = rate();
    steps++;
    decay.apply(parameters, rate);
    float size = (float) rate;
    float b1 = beta1;
    float b2 = beta2;
    float[] m = mean;
    for (int i = 0; i < m.length; i++) {
      float g = gradient[i] * scale;
      float mi = m[i];
      float direction = b1 * mi + (1 - b1) * g;
      m[i] = b2 * mi + (1 - b2) * g;
      parameters[i] -= size * Math.max(-1f, Math.min(1f, BLOW_UP * direction));
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
    Lion same = (Lion) older;
    steps = same.steps;
    copy.accept(same.mean, mean);
  }

  @Override
  public void writeTo(StateWriter out) {
    out.writeLong(steps).writeFloats(mean);
  }

  @Override
  public void readFrom(StateReader in) {
    steps = in.readLong();
    in.readFloats(mean);
  }
}
