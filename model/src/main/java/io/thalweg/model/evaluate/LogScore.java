package io.thalweg.model.evaluate;

/**
 * How well one score finds the labelled rows of a log.
 *
 * @param name of the score
 * @param averagePrecision in [0, 1]; random scores give about the share of labelled rows
 * @param bestF1 at the threshold that is best, in [0, 1]
 */
public record LogScore(String name, double averagePrecision, double bestF1) {

  static LogScore of(String name, double[] scores, boolean[] positive) {
    return new LogScore(name, AveragePrecision.of(scores, positive), BestF1.of(scores, positive));
  }
}
