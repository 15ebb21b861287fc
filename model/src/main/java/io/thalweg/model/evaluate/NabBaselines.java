package io.thalweg.model.evaluate;

import io.thalweg.model.evaluate.NabFile.Window;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoublePredicate;

/**
 * Simple detectors to compare with. Their own alerts are all at the nominal rate of one row in
 * 10,000: what a score exceeds with that probability if its assumptions hold.
 */
public final class NabBaselines {
  private static final double ALERT_RATE = 1e-4;

  /** What the absolute value of a standard normal exceeds with probability {@link #ALERT_RATE}. */
  private static final double ALERT_DEVIATIONS = 3.8906;

  private NabBaselines() {}

  /** The same score for every row and no alert: 0 by definition. */
  public static NabDetector nothing() {
    return series -> {
      double[] scores = new double[series.rows()];
      Arrays.fill(scores, 0.5);
      return withAlerts(scores, score -> false);
    };
  }

  /**
   * Uniform scores, from a seed and the series' name.
   *
   * @param seed the same seed gives the same scores, whatever the order of the series
   */
  public static NabDetector random(long seed) {
    return series -> {
      SplittableRandom random = new SplittableRandom(seed ^ series.name().hashCode());
      double[] scores = random.doubles(series.rows()).toArray();
      return withAlerts(scores, score -> score >= 1 - ALERT_RATE);
    };
  }

  /** Reads the labels and alerts at the first row of every window: 100 by definition. */
  static NabScores perfect(NabFile file) {
    double[] scores = new double[file.series().rows()];
    for (Window window : file.windows()) {
      scores[Math.max(window.first(), file.series().probationRows())] = 1;
    }
    return withAlerts(scores, score -> score == 1);
  }

  /**
   * NAB's windowed Gaussian: one minus the tail probability of the value under a normal
   * distribution with mean and deviation of the last 6,400 values, renewed every 100. Ends in ties
   * at 1 from 8 deviations on, as the original does.
   */
  public static NabDetector windowedGaussian() {
    return series -> {
      double[] scores = new WindowedGaussian(6400, 100).run(series.values());
      return withAlerts(scores, score -> score >= 1 - ALERT_RATE / 2);
    };
  }

  /**
   * Exponentially weighted z-score: the distance of a value from the running mean in running
   * deviations, both from before it.
   *
   * @param memory weight of the past in readings, more than 1: the newest counts 1/memory
   */
  public static NabDetector runningDeviation(double memory) {
    if (!(memory > 1)) {
      throw new IllegalArgumentException("memory must be more than 1 reading, not " + memory);
    }
    return series -> {
      double[] scores = new double[series.rows()];
      RunningDeviation running = new RunningDeviation(memory);
      for (int row = 0; row < scores.length; row++) {
        double deviations = running.surprise(series.values()[row]);
        scores[row] = deviations / (1 + deviations); // keeps the order, within [0, 1)
      }
      return withAlerts(scores, score -> score >= ALERT_DEVIATIONS / (1 + ALERT_DEVIATIONS));
    };
  }

  private static NabScores withAlerts(double[] scores, DoublePredicate alert) {
    boolean[] alerts = new boolean[scores.length];
    for (int row = 0; row < scores.length; row++) {
      alerts[row] = alert.test(scores[row]);
    }
    return new NabScores(scores, alerts);
  }
}
