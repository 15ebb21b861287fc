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
    SplittableRandom random = new SplittableRandom(seed);
    List<Point> points = new ArrayList<>();
    for (int count : counts) {
      boolean all = count >= features.trainLabels.length;
      List<Double> accuracies = new ArrayList<>();
      for (int draw = 0; draw < (all ? 1 : draws); draw++) {
        int[] rows =
            all ? everyRow(features.trainLabels.length) : draw(features, count, random.split());
        accuracies.add(accuracy(standardiser, features, rows, seed));
      }
      points.add(new Point(all ? features.trainLabels.length : count, accuracies));
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
  static int[] draw(Features features, int count, SplittableRandom random) {
    List<List<Integer>> ofClass = new ArrayList<>();
    for (int c = 0; c < features.classes; c++) {
      ofClass.add(new ArrayList<>());
    }
    for (int row = 0; row < features.trainLabels.length; row++) {
      ofClass.get(features.trainLabels[row]).add(row);
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

  private static double accuracy(
      Standardiser standardiser, Features features, int[] rows, long seed) {
    int size = features.train.length / features.trainLabels.length;
    float[] picked = new float[rows.length * size];
    int[] labels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(features.train, rows[i] * size, picked, i * size, size);
      labels[i] = features.trainLabels[rows[i]];
    }
    LinearProbe probe = LinearProbe.fit(standardiser, picked, labels, features.classes, seed);
    int[] predicted = probe.predict(features.test, features.testLabels.length);
    return Probe.right(predicted, features.testLabels);
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
