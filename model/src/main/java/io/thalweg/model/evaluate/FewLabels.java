package io.thalweg.model.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Accuracy against number of labels: a {@link LinearProbe} on frozen features of which only a few
 * rows have labels. Each draw takes the same number of rows of every class, or one more of some,
 * drawn by chance. Features are standardised by all training rows, whose labels that needs not.
 *
 * @param name of the features
 * @param points by rising number of labels
 */
public record FewLabels(String name, List<Point> points) {

  /**
   * Accuracies with so many labels.
   *
   * @param labels rows with labels
   * @param accuracies on the test part, one per draw, at least one
   */
  public record Point(int labels, List<Double> accuracies) {

    /** Mean over the draws. */
    public double mean() {
      return accuracies.stream().mapToDouble(a -> a).average().orElseThrow();
    }

    /** The least lucky draw. */
    public double least() {
      return accuracies.stream().mapToDouble(a -> a).min().orElseThrow();
    }

    /** The luckiest draw. */
    public double most() {
      return accuracies.stream().mapToDouble(a -> a).max().orElseThrow();
    }
  }

  /**
   * Numbers of labels to try: those that are fewer than the rows and enough for one of each class,
   * then all.
   *
   * @param wanted rising
   */
  static int[] counts(List<Integer> wanted, int rows, int classes) {
    return java.util.stream.IntStream.concat(
            wanted.stream().mapToInt(n -> n).filter(n -> n < rows && n >= classes),
            java.util.stream.IntStream.of(rows))
        .toArray();
  }

  /**
   * Features with labels, to fit on and to test on.
   *
   * @param train {@code [rows, size]}, finite
   * @param trainLabels {@code [rows]}, each in {@code [0, classes)}
   * @param test {@code [testRows, size]}, finite
   * @param testLabels {@code [testRows]}; one that is not in the training part is never right
   */
  record Features(float[] train, int[] trainLabels, float[] test, int[] testLabels, int classes) {}

  /**
   * Draws, fits and counts. A number that is not below that of the rows means all of them, once.
   *
   * @param counts numbers of labels, rising
   * @param draws per number, at least 1
   * @param seed of draws and folds
   */
  static FewLabels of(String name, Features features, int[] counts, int draws, long seed) {
    Standardiser standardiser = Standardiser.of(features.train, features.trainLabels.length);
    Classes classes = new Classes(features.trainLabels, features.testLabels, features.classes);
    return of(
        name, classes, rows -> predict(standardiser, features, rows, seed), counts, draws, seed);
  }

  /** Fits on chosen rows and predicts the test part. */
  @FunctionalInterface
  interface Predictor {
    /**
     * @param rows of the training part whose labels may be seen
     * @return the class of each test row
     */
    int[] predict(int[] rows);
  }

  /**
   * Labels of features of any kind.
   *
   * @param train {@code [rows]}, each in {@code [0, count)}
   * @param test {@code [testRows]}
   */
  record Classes(int[] train, int[] test, int count) {}

  /** The same with any classifier of any features. */
  static FewLabels of(
      String name, Classes classes, Predictor predictor, int[] counts, int draws, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int every = classes.train.length;
    List<Point> points = new ArrayList<>();
    for (int count : counts) {
      boolean all = count >= every;
      List<Double> accuracies = new ArrayList<>();
      for (int draw = 0; draw < (all ? 1 : draws); draw++) {
        int[] rows = all ? everyRow(every) : draw(classes, count, random.split());
        accuracies.add(Probe.right(predictor.predict(rows), classes.test));
      }
      points.add(new Point(all ? every : count, accuracies));
      if (all) {
        break;
      }
    }
    return new FewLabels(name, List.copyOf(points));
  }

  private static int[] everyRow(int rows) {
    return java.util.stream.IntStream.range(0, rows).toArray();
  }

  /** Rows dealt out class by class in turn, the order of classes and of rows drawn. */
  static int[] draw(Classes classes, int count, SplittableRandom random) {
    List<List<Integer>> ofClass = new ArrayList<>();
    for (int c = 0; c < classes.count; c++) {
      ofClass.add(new ArrayList<>());
    }
    for (int row = 0; row < classes.train.length; row++) {
      ofClass.get(classes.train[row]).add(row);
    }
    ofClass.forEach(rows -> Shuffle.shuffle(rows, random));
    Shuffle.shuffle(ofClass, random);
    int[] drawn = new int[count];
    int taken = 0;
    for (int round = 0; taken < count; round++) {
      for (int c = 0; c < ofClass.size() && taken < count; c++) {
        if (round < ofClass.get(c).size()) {
          drawn[taken++] = ofClass.get(c).get(round);
        }
      }
    }
    return drawn;
  }

  private static int[] predict(
      Standardiser standardiser, Features features, int[] rows, long seed) {
    float[] picked = new DenseRows(features.train, features.trainLabels.length).pick(rows).values();
    int[] labels = pick(features.trainLabels, rows);
    LinearProbe probe = LinearProbe.fit(standardiser, picked, labels, features.classes, seed);
    return probe.predict(features.test, features.testLabels.length);
  }

  /** Chosen labels, in that order. */
  static int[] pick(int[] labels, int[] rows) {
    return java.util.Arrays.stream(rows).map(row -> labels[row]).toArray();
  }

  /** The same features under several seeds: their draws together. */
  static FewLabels together(List<FewLabels> runs) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < runs.get(0).points.size(); i++) {
      List<Double> accuracies = new ArrayList<>();
      for (FewLabels run : runs) {
        accuracies.addAll(run.points.get(i).accuracies);
      }
      points.add(new Point(runs.get(0).points.get(i).labels, accuracies));
    }
    return new FewLabels(runs.get(0).name, List.copyOf(points));
  }
}
