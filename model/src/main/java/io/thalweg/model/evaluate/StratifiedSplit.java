package io.thalweg.model.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Things with labels, divided at random so that each class gives the same share to the test part.
 *
 * @param train in random order
 * @param test class by class, in order of the labels
 */
record StratifiedSplit<T>(List<T> train, List<T> test) {

  /**
   * Divides.
   *
   * @param testShare in (0, 1), of each class, rounded
   */
  static <T> StratifiedSplit<T> of(
      List<T> all, Function<T, String> label, double testShare, long seed) {
    if (!(testShare > 0 && testShare < 1)) {
      throw new IllegalArgumentException("testShare must be in (0, 1), not " + testShare);
    }
    SplittableRandom random = new SplittableRandom(seed);
    TreeMap<String, List<T>> ofClass = new TreeMap<>();
    all.forEach(
        one -> ofClass.computeIfAbsent(label.apply(one), any -> new ArrayList<>()).add(one));
    List<T> train = new ArrayList<>();
    List<T> test = new ArrayList<>();
    for (List<T> ones : ofClass.values()) {
      Shuffle.shuffle(ones, random);
      int tests = (int) Math.rint(testShare * ones.size());
      test.addAll(ones.subList(0, tests));
      train.addAll(ones.subList(tests, ones.size()));
    }
    Shuffle.shuffle(train, random);
    return new StratifiedSplit<>(train, test);
  }
}
