package io.thalweg.model.evaluate;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;

/**
 * Means of what a learner scored before it learned it (test, then train: Dawid 1984; Gama,
 * Sebastiao, Rodrigues 2013): since the last report, and fading over recent examples.
 *
 * <p>Three figures: the loss in nats per field, the Huber loss of the predicted values and that of
 * persistence (predicting no change), in scales of the fields. The fading mean is {@code sum a^k
 * x_k / sum a^k} with {@code a = 1 - 1/recent} and k the examples since: it counts examples, never
 * time, and is unbiased from the first one on.
 *
 * <p>All state is in a handful of numbers that {@link #writeTo} and {@link #readFrom} carry over a
 * restart exactly. An example with a figure that is not finite is counted and left out: one would
 * spoil the fading mean for ever. Not thread-safe.
 */
public final class PrequentialMetrics {
  private static final double HUBER = 1;

  private final double keep;
  private final Sums window = new Sums();
  private final Sums recent = new Sums();
  private long examples;
  private long notFinite;

  /**
   * Means over some examples.
   *
   * @param weight how many examples they stand for; 0 if there are none, then the means are NaN
   * @param loss in nats per field; may be negative
   * @param huber of the predicted values
   * @param persistenceHuber of predicting no change
   */
  public record Means(double weight, double loss, double huber, double persistenceHuber) {
    /** Huber loss as a share of persistence's: under 1 is better than "same as last reading". */
    public double ratio() {
      return huber / persistenceHuber;
    }
  }

  /**
   * @param recent examples over which the fading means reach back, more than 1
   */
  public PrequentialMetrics(double recent) {
    if (!(recent > 1)) {
      throw new IllegalArgumentException("recent must be more than 1 example, not " + recent);
    }
    keep = 1 - 1 / recent;
  }

  /**
   * Huber loss (threshold 1) of a residual in scales: {@code r^2/2} up to 1, then {@code |r|-1/2}.
   */
  public static double huber(double residual) {
    double r = Math.abs(residual);
    return r <= HUBER ? 0.5 * r * r : HUBER * (r - 0.5 * HUBER);
  }

  /** Counts one example. */
  public void add(double loss, double huber, double persistenceHuber) {
    if (!Double.isFinite(loss) || !Double.isFinite(huber) || !Double.isFinite(persistenceHuber)) {
      notFinite++;
      return;
    }
    examples++;
    window.fade(1);
    window.add(loss, huber, persistenceHuber);
    recent.fade(keep);
    recent.add(loss, huber, persistenceHuber);
  }

  /** Means since the last call of {@link #takeWindow}. */
  public Means window() {
    return window.means();
  }

  /** Means since the last call, and a new window. */
  public Means takeWindow() {
    Means means = window.means();
    window.fade(0);
    return means;
  }

  /** Fading means over recent examples. */
  public Means recent() {
    return recent.means();
  }

  /** Examples counted. */
  public long examples() {
    return examples;
  }

  /** Examples left out because a figure was not finite. */
  public long notFinite() {
    return notFinite;
  }

  /** Writes the state. */
  public void writeTo(StateWriter out) {
    out.writeLong(examples).writeLong(notFinite);
    window.writeTo(out);
    recent.writeTo(out);
  }

  /** Reads what {@link #writeTo} wrote. */
  public void readFrom(StateReader in) {
    examples = in.readLong();
    notFinite = in.readLong();
    window.readFrom(in);
    recent.readFrom(in);
  }

  /** Weighted sums of the three figures. */
  private static final class Sums {
    private double weight;
    private double loss;
    private double huber;
    private double persistence;

    void fade(double factor) {
      weight *= factor;
      loss *= factor;
      huber *= factor;
      persistence *= factor;
    }

    void add(double newLoss, double newHuber, double newPersistence) {
      weight += 1;
      loss += newLoss;
      huber += newHuber;
      persistence += newPersistence;
    }

    Means means() {
      return new Means(weight, loss / weight, huber / weight, persistence / weight);
    }

    void writeTo(StateWriter out) {
      out.writeDouble(weight).writeDouble(loss).writeDouble(huber).writeDouble(persistence);
    }

    void readFrom(StateReader in) {
      weight = in.readDouble();
      loss = in.readDouble();
      huber = in.readDouble();
      persistence = in.readDouble();
    }
  }
}
