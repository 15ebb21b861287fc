package io.thalweg.model.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A probe of any embeddings with labels, which are divided into a training and a test part.
 *
 * @param classes labels in use, sorted
 * @param trainRows rows the classifiers are fitted on
 * @param testRows rows they are counted on
 * @param commonest share of the test rows that have the commonest training class: what guessing
 *     gets
 * @param probe what the classifiers get
 */
public record RowProbe(
    List<String> classes, int trainRows, int testRows, double commonest, Probe probe) {

  /** How rows are divided. */
  public enum Split {
    /**
     * At random, the same share of each class. Rows next to each other in a stream are
     * near-duplicates: this flatters.
     */
    RANDOM,
    /** The last rows are the test part. */
    LAST
  }

  /**
   * Divides, fits and counts.
   *
   * @param embeddings {@code [rows][size]}, finite
   * @param labels {@code [rows]}
   * @param testShare share of the rows in the test part, in (0, 1)
   * @param seed of the division and of the folds
   * @throws IllegalArgumentException with one sentence when the training part has not two classes
   *     or the test part no row
   */
  public static RowProbe of(
      List<float[]> embeddings, List<String> labels, double testShare, Split split, long seed) {
    if (embeddings.size() != labels.size()) {
      throw new IllegalArgumentException(
          "%d embeddings, but %d labels".formatted(embeddings.size(), labels.size()));
    }
    boolean[] isTest = divide(labels, testShare, split, new SplittableRandom(seed));
    int[] train = rows(isTest, false);
    int[] test = rows(isTest, true);
    TreeSet<String> known = new TreeSet<>();
    for (int row : train) {
      known.add(labels.get(row));
    }
    if (known.size() < 2 || test.length == 0) {
      throw new IllegalArgumentException(
          "%d rows to train with classes %s, and %d to test, are too few"
              .formatted(train.length, known, test.length));
    }
    List<String> classes = List.copyOf(known);
    int[] trainLabels = labels(labels, classes, train);
    int[] testLabels = labels(labels, classes, test);
    Probe probe =
        Probe.of(
            pick(embeddings, train),
            trainLabels,
            pick(embeddings, test),
            testLabels,
            classes.size(),
            seed);
    double commonest = commonest(trainLabels, testLabels, classes.size());
    return new RowProbe(classes, train.length, test.length, commonest, probe);
  }

  private static boolean[] divide(
      List<String> labels, double testShare, Split split, SplittableRandom random) {
    if (!(testShare > 0 && testShare < 1)) {
      throw new IllegalArgumentException("testShare must be in (0, 1), not " + testShare);
    }
    boolean[] isTest = new boolean[labels.size()];
    if (split == Split.LAST) {
      int first = labels.size() - (int) Math.rint(testShare * labels.size());
      Arrays.fill(isTest, first, labels.size(), true);
      return isTest;
    }
    TreeMap<String, List<Integer>> rows = new TreeMap<>();
    for (int row = 0; row < isTest.length; row++) {
      rows.computeIfAbsent(labels.get(row), label -> new ArrayList<>()).add(row);
    }
    for (List<Integer> ofOneClass : rows.values()) {
      int tests = (int) Math.rint(testShare * ofOneClass.size());
      for (int i = 0; i < tests; i++) {
        int picked = i + random.nextInt(ofOneClass.size() - i);
        isTest[ofOneClass.get(picked)] = true;
        ofOneClass.set(picked, ofOneClass.get(i));
      }
    }
    return isTest;
  }

  private static int[] rows(boolean[] isTest, boolean wanted) {
    return java.util.stream.IntStream.range(0, isTest.length)
        .filter(row -> isTest[row] == wanted)
        .toArray();
  }

  private static int[] labels(List<String> labels, List<String> classes, int[] rows) {
    return Arrays.stream(rows).map(row -> classes.indexOf(labels.get(row))).toArray();
  }

  private static float[] pick(List<float[]> embeddings, int[] rows) {
    int size = embeddings.get(0).length;
    float[] picked = new float[rows.length * size];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(embeddings.get(rows[i]), 0, picked, i * size, size);
    }
    return picked;
  }

  private static double commonest(int[] train, int[] test, int classes) {
    int[] count = new int[classes];
    int best = 0;
    for (int label : train) {
      count[label]++;
      best = count[label] > count[best] ? label : best;
    }
    int same = 0;
    for (int label : test) {
      same += label == best ? 1 : 0;
    }
    return same / (double) test.length;
  }
}
