package io.thalweg.model.detect;

import java.nio.ByteBuffer;

/**
 * A generalised Pareto distribution over a threshold: the limit law of exceedances (Pickands 1975).
 * Mutable, so that a refit allocates nothing.
 *
 * <p>The shape is kept in [0, 0.5]: 0 is an exponential tail, from 0.5 on there is no variance. The
 * lower bound is on purpose: a finite end point estimated from the past would make p = 0 of the
 * first thing beyond it.
 */
final class ParetoTail {
  static final int BYTES = 3 * Double.BYTES;
  static final double MAX_SHAPE = 0.5;
  private static final double EXPONENTIAL_BELOW = 1e-6;

  private double threshold;
  private double scale = 1;
  private double shape;

  /**
   * Fits to what a sketch holds from {@code slot} upward, by probability-weighted moments (Hosking
   * and Wallis 1987), which at some hundred exceedances beat maximum likelihood and need no
   * iteration: with {@code a0 = E[Y]} and {@code a1 = E[Y (1 - F(Y))]} of the excesses Y, {@code
   * shape = 2 - a0 / (a0 - 2 a1)} and {@code scale = (1 - shape) a0}. The weight of a bin is spread
   * evenly over it.
   */
  void fit(DecayingHistogram sketch, int slot) {
    double from = sketch.lowerEdge(slot);
    double total = sketch.weightFrom(slot);
    double mean = 0;
    double weighted = 0;
    double above = 0;
    for (int i = DecayingHistogram.BINS - 1; i >= slot; i--) {
      int weight = sketch.weight(i);
      if (weight == 0) {
        continue;
      }
      double share = weight / total;
      double excess = sketch.centre(i) - from;
      double width = sketch.lowerEdge(i + 1) - sketch.lowerEdge(i);
      mean += share * excess;
      weighted += share * (excess * (above + share / 2) - width * share / 12);
      above += share;
    }
    set(from, mean, weighted);
  }

  private void set(double from, double mean, double weighted) {
    double spread = mean - 2 * weighted;
    double estimate = spread > 0 ? 2 - mean / spread : 0;
    threshold = from;
    shape = Math.max(0, Math.min(MAX_SHAPE, estimate));
    scale = (1 - shape) * mean;
  }

  double threshold() {
    return threshold;
  }

  double shape() {
    return shape;
  }

  double scale() {
    return scale;
  }

  /** {@code P(X > x | X > threshold)} for x at or above the threshold. */
  double survival(double x) {
    double y = (x - threshold) / scale;
    return Math.exp(shape < EXPONENTIAL_BELOW ? -y : -Math.log1p(shape * y) / shape);
  }

  /** The x whose {@link #survival} is s, for s in (0, 1]. */
  double quantile(double s) {
    double nats = -Math.log(s);
    double y = shape < EXPONENTIAL_BELOW ? nats : Math.expm1(shape * nats) / shape;
    return threshold + scale * y;
  }

  void writeTo(ByteBuffer out) {
    out.putDouble(threshold).putDouble(scale).putDouble(shape);
  }

  void readFrom(ByteBuffer in) {
    threshold = in.getDouble();
    scale = in.getDouble();
    shape = in.getDouble();
  }
}
