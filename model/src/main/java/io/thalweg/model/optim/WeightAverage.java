package io.thalweg.model.optim;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;

/**
 * Exponential moving average of the weights, to be served in their place: it has forgotten the
 * noise of the last steps, and behaves as if trained at a lower rate.
 *
 * <pre>{@code
 * d = min(decay, (1 + t) / (10 + t))       t steps so far: young averages forget their start
 * a = d a + (1 - d) p
 * }</pre>
 *
 * <p>Memory: one float per parameter. Deterministic.
 *
 * <p>Sources: Polyak and Juditsky 1992; the warm-up is TensorFlow's {@code
 * ExponentialMovingAverage}.
 */
public final class WeightAverage {
  private final double decay;
  private final float[] average;
  private long steps;

  /**
   * @param parameters the weights to start from, not kept
   * @param decay in [0, 1); 0 follows the weights
   */
  public WeightAverage(float[] parameters, double decay) {
    Flat.share("ema", decay);
    this.decay = decay;
    average = parameters.clone();
  }

  /** Takes the weights after a step. */
  public void add(float[] parameters) {
    double d = Math.min(decay, (1.0 + steps) / (10.0 + steps));
    float fresh = (float) (1 - d);
    float[] a = average;
    for (int i = 0; i < a.length; i++) {
      a[i] += fresh * (parameters[i] - a[i]);
    }
    steps++;
  }

  /** The averaged weights, not a copy. */
  public float[] weights() {
    return average;
  }

  /** Starts anew. */
  public void restart(float[] parameters) {
    System.arraycopy(parameters, 0, average, 0, average.length);
    steps = 0;
  }

  /** Goes on from an average whose weights were {@code weights} if they were these. */
  public void adopt(WeightAverage older, float[] weights) {
    restart(weights);
    steps = older.steps;
  }

  /** Appends the whole state. */
  public void writeTo(StateWriter out) {
    out.writeLong(steps).writeFloats(average);
  }

  /** Replaces the whole state by one written by {@link #writeTo}. */
  public void readFrom(StateReader in) {
    steps = in.readLong();
    in.readFloats(average);
  }
}
