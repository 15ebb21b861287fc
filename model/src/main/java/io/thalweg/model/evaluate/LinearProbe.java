package io.thalweg.model.evaluate;

import java.util.SplittableRandom;

/**
 * How well classes can be told apart by a linear classifier on frozen embeddings: standardised,
 * {@link LogisticRegression}, its ridge chosen by stratified cross-validation on the training part
 * alone.
 *
 * <p>Of the ridges the one is taken with which most rows of the other folds are classified rightly,
 * over several random divisions into folds; of those with as many, the one with the highest
 * likelihood. Likelihood alone chose far too strong a ridge on a few dozen rows. Deterministic,
 * given the seed of the folds.
 */
final class LinearProbe {
  private static final double[] RIDGES = {1e-4, 1e-3, 1e-2, 0.1, 1};
  private static final int FOLDS = 5;
  private static final int REPEATS = 3;

  /** From so many rows on, one division into folds tells ridges apart as well as several. */
  private static final int MANY = 500;

  /** From so many on, one fold does, and a fit that is not finished. */
  private static final int VERY_MANY = 5_000;

  private static final int UNFINISHED = 60;

  /** What cross-validation says of a ridge. */
  private record Trial(int right, double loss) {
    static final Trial NONE = new Trial(0, 0);

    Trial plus(Trial other) {
      return new Trial(right + other.right, loss + other.loss);
    }

    boolean betterThan(Trial other) {
      return right > other.right || (right == other.right && loss < other.loss);
    }
  }

  private final Standardiser standardiser;
  private final LogisticRegression regression;
  private final double ridge;

  private LinearProbe(Standardiser standardiser, LogisticRegression regression, double ridge) {
    this.standardiser = standardiser;
    this.regression = regression;
    this.ridge = ridge;
  }

  /**
   * Fits on the training part.
   *
   * @param features {@code [rows, size]}, finite, untouched
   * @param labels {@code [rows]}, each in {@code [0, classes)}
   * @param seed of the folds
   */
  static LinearProbe fit(float[] features, int[] labels, int classes, long seed) {
    return fit(Standardiser.of(features, labels.length), features, labels, classes, seed);
  }

  /**
   * Fits on rows that are too few to be standardised by themselves.
   *
   * @param standardiser of more rows of the kind, which need no labels
   */
  static LinearProbe fit(
      Standardiser standardiser, float[] features, int[] labels, int classes, long seed) {
    FeatureRows rows = new DenseRows(standardiser.apply(features), labels.length);
    double ridge = bestRidge(rows, labels, classes, seed);
    return new LinearProbe(standardiser, finished(rows, labels, classes, ridge), ridge);
  }

  /** A regression of rows as they are, its ridge chosen in the same way. */
  static LogisticRegression regression(FeatureRows rows, int[] labels, int classes, long seed) {
    return finished(rows, labels, classes, bestRidge(rows, labels, classes, seed));
  }

  private static LogisticRegression finished(
      FeatureRows rows, int[] labels, int classes, double ridge) {
    return LogisticRegression.fit(rows, labels, classes, ridge, LogisticRegression.MOST_ITERATIONS);
  }

  private static double bestRidge(FeatureRows rows, int[] labels, int classes, long seed) {
    int repeats = labels.length < MANY ? REPEATS : 1;
    Trial best = Trial.NONE;
    double chosen = RIDGES[0];
    for (double ridge : RIDGES) {
      SplittableRandom random = new SplittableRandom(seed);
      Trial trial = Trial.NONE;
      for (int repeat = 0; repeat < repeats; repeat++) {
        int[] fold = folds(labels, classes, random);
        trial = trial.plus(crossValidated(rows, labels, classes, fold, ridge));
      }
      if (trial.betterThan(best)) {
        best = trial;
        chosen = ridge;
      }
    }
    return chosen;
  }

  /** The ridge chosen. */
  double ridge() {
    return ridge;
  }

  /** The class of each row. */
  int[] predict(float[] features, int rows) {
    return regression.predict(standardiser.apply(features), rows);
  }

  /** Rows of a class are dealt out in random order, one class after the other. */
  private static int[] folds(int[] labels, int classes, SplittableRandom random) {
    int[] fold = new int[labels.length];
    int next = 0;
    for (int c = 0; c < classes; c++) {
      int[] rows = rowsOf(labels, c);
      for (int i = rows.length; i > 0; i--) {
        int picked = random.nextInt(i);
        fold[rows[picked]] = next++ % FOLDS;
        rows[picked] = rows[i - 1];
      }
    }
    return fold;
  }

  private static int[] rowsOf(int[] labels, int wanted) {
    return java.util.stream.IntStream.range(0, labels.length)
        .filter(row -> labels[row] == wanted)
        .toArray();
  }

  private static int[] rowsNotOf(int[] labels, int unwanted) {
    return java.util.stream.IntStream.range(0, labels.length)
        .filter(row -> labels[row] != unwanted)
        .toArray();
  }

  /** Rows classified by a regression of the other folds. */
  private static Trial crossValidated(
      FeatureRows rows, int[] labels, int classes, int[] fold, double ridge) {
    boolean veryMany = labels.length >= VERY_MANY;
    int iterations = veryMany ? UNFINISHED : LogisticRegression.MOST_ITERATIONS;
    Trial all = Trial.NONE;
    for (int f = 0; f < (veryMany ? 1 : FOLDS); f++) {
      int[] in = rowsOf(fold, f);
      int[] out = rowsNotOf(fold, f);
      if (in.length == 0 || out.length == 0) {
        continue;
      }
      LogisticRegression regression =
          LogisticRegression.fit(
              rows.pick(out), FewLabels.pick(labels, out), classes, ridge, iterations);
      all = all.plus(trial(regression, rows.pick(in), FewLabels.pick(labels, in), classes));
    }
    return all;
  }

  private static Trial trial(
      LogisticRegression regression, FeatureRows rows, int[] labels, int classes) {
    double[] scores = regression.logProbabilities(rows);
    int[] predicted = regression.predict(rows);
    int right = 0;
    double loss = 0;
    for (int i = 0; i < labels.length; i++) {
      right += predicted[i] == labels[i] ? 1 : 0;
      loss -= scores[i * classes + labels[i]];
    }
    return new Trial(right, loss);
  }
}
