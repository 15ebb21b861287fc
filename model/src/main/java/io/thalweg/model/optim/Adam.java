package io.thalweg.model.optim;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.function.BiConsumer;

/**
 * Adam, with decoupled weight decay if any (AdamW), as one loop over the flat vector that the JIT
 * vectorises.
 *
 * <pre>{@code
 * m = b1 m + (1-b1) g;  v = b2 v + (1-b2) g^2
 * p = (1 - rate decay) p - rate * m/(1-b1^t) / (sqrt(v/(1-b2^t)) + eps)
 * }</pre>
 *
 * <p>Memory: two floats per parameter. Sources: Kingma and Ba 2015 (arXiv 1412.6980); Loshchilov
 * and Hutter 2019 (arXiv 1711.05101).
 */
public final class Adam implements Optimizer {
  private static final float BETA1 = 0.9f;
  private static final float EPSILON = 1e-8f;

  private final Schedule schedule;
  private final float beta2;
  private final Decay decay;
  private final float[] mean;
  private final float[] square;
  private long steps;

  /**
   * @param size number of parameters
   * @param schedule learning rate by step
   * @param beta2 memory of the squared gradient, in [0, 1)
   * @param decay of the weights
   */
  public Adam(int size, Schedule schedule, double beta2, Decay decay) {
    this.schedule = schedule;
    this.beta2 = Flat.share("beta2", beta2);
    this.decay = decay;
    mean = new float[size];
    square = new float[size];
  }

  @Override
  public void step(float[] parameters, float[] gradient, float scale) {
    Flat.check(parameters, gradient, mean.length);
    double rate = rate();
    steps++;
    float correction = (float) (1 / (1 - Math.pow(beta2, steps)));
    float size = (float) (rate / (1 - Math.pow(BETA1, steps)));
    decay.apply(parameters, rate);
    float b2 = beta2;
    float[] m = mean;
    float[] v = square;
    for (int i = 0; i < m.length; i++) {
      float g = gradient[i] * scale;
      float mi = BETA1 * m[i] + (1 - BETA1) * g;
      float vi = b2 * v[i] + (1 - b2) * g * g;
      m[i] = mi;
      v[i] = vi;
      float root = (float) Math.sqrt(vi * correction) + EPSILON;
      parameters[i] -= size * mi / root;
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

  /**
   * Moments and steps go on, so the rate does, too. A new parameter's first step has the usual
   * size: {@code (1 - b1) g / sqrt((1 - b2) g^2)} is 1 with b1 = .9 and b2 = .99.
   */
  @Override
  public void adopt(Optimizer older, BiConsumer<float[], float[]> copy) {
    Adam adam = (Adam) older;
    steps = adam.steps;
    copy.accept(adam.mean, mean);
    copy.accept(adam.square, square);
  }

  @Override
  public void writeTo(StateWriter out) {
    out.writeLong(steps).writeFloats(mean).writeFloats(square);
  }

  @Override
  public void readFrom(StateReader in) {
    steps = in.readLong();
    in.readFloats(mean);
    in.readFloats(square);
  }
}
