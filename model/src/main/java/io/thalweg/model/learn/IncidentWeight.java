package io.thalweg.model.learn;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;

/**
 * How much a segment counts in learning: less, the less probable its loss was among recent ones, so
 * that an incident does not become normal by lasting.
 *
 * <p>Losses have an exponentially weighted mean and variance (over {@value #WINDOW} segments);
 * beyond {@value #TOLERATED} standard deviations the weight falls with the tail of a Cantelli
 * bound, {@code tolerated^2 / z^2}, down to {@value #LEAST}. Deviations are winsorised at the same
 * limit before they enter the statistics: a lasting change of regime lifts the mean within some
 * hundred segments and is then learned at full weight.
 */
final class IncidentWeight {
  private static final int WINDOW = 256;
  private static final int WARM_UP = 32;
  private static final double TOLERATED = 4;
  private static final double LEAST = 0.02;

  private long count;
  private double mean;
  private double variance;

  /** Weight in [LEAST, 1] of a segment with this prequential loss; then learns the loss. */
  float weigh(double loss) {
    double spread = Math.sqrt(variance) + 1e-3;
    double z = (loss - mean) / spread;
    boolean trusted = count >= WARM_UP;
    double weight = trusted && z > TOLERATED ? Math.max(LEAST, TOLERATED * TOLERATED / (z * z)) : 1;
    double limit = TOLERATED * spread;
    double deviation = trusted ? Math.max(-limit, Math.min(limit, loss - mean)) : loss - mean;
    double share = Math.max(1.0 / (count + 1), 1.0 / WINDOW);
    mean += share * deviation;
    variance = (1 - share) * (variance + share * deviation * deviation);
    count++;
    return (float) weight;
  }

  void writeTo(StateWriter out) {
    out.writeLong(count).writeDouble(mean).writeDouble(variance);
  }

  void readFrom(StateReader in) {
    count = in.readLong();
    mean = in.readDouble();
    variance = in.readDouble();
  }
}
