package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.evaluate.RowProbe.Split;
import io.thalweg.model.testing.Numerics;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Linear and nearest-neighbour probes, on made points. */
final class ProbesTest {
  private static final int SIZE = 6;

  /**
   * Rows of two classes: dimension 0 is +-1 by class with noise, dimension 1 the same number
   * everywhere, the others noise of very different sizes.
   */
  private static float[] rows(int[] labels, double noise, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] rows = new float[labels.length * SIZE];
    for (int row = 0; row < labels.length; row++) {
      rows[row * SIZE] = (float) (2 * labels[row] - 1 + noise * random.nextGaussian());
      rows[row * SIZE + 1] = 7;
      for (int c = 2; c < SIZE; c++) {
        rows[row * SIZE + c] = (float) (Math.pow(10, c) * random.nextGaussian());
      }
    }
    return rows;
  }

  private static int[] labels(int count) {
    return java.util.stream.IntStream.range(0, count).map(i -> i % 2).toArray();
  }

  private static double right(int[] predicted, int[] labels) {
    int right = 0;
    for (int i = 0; i < labels.length; i++) {
      right += predicted[i] == labels[i] ? 1 : 0;
    }
    return right / (double) labels.length;
  }

  /** Without noise in it, dimension 0 tells all; the noise beside it is a million times larger. */
  @Test
  void linear_oneSmallDimensionTells_findsIt() {
    int[] labels = labels(80);
    LinearProbe probe = LinearProbe.fit(rows(labels, 0.2, 1), labels, 2, 1);

    assertThat(right(probe.predict(rows(labels, 0.2, 2), 80), labels)).isGreaterThan(0.97);
  }

  /** Labels by chance: with 80 rows to test, chance is .5 with a deviation of .056. */
  @Test
  void probes_labelsByChance_areRightByChance() {
    int[] labels = labels(80);
    float[] train = rows(new int[80], 1, 1);
    float[] test = rows(new int[80], 1, 2);

    Probe probe = Probe.of(train, labels, test, labels, 2, 1);

    assertThat(probe.linear()).isBetween(0.3, 0.7);
    assertThat(probe.neighbour()).isBetween(0.3, 0.7);
  }

  /** Labels by chance: the weakest ridge is surest of what is not so, the strongest least. */
  @Test
  void ridge_chosenByCrossValidation_growsWithTheNoise() {
    int[] labels = labels(60);
    float[] clean = rows(labels, 0.1, 1);
    int[] classes = new SplittableRandom(3).ints(60, 0, 2).toArray();

    double certain = LinearProbe.fit(clean, labels, 2, 1).ridge();

    assertThat(certain).isEqualTo(1e-4);
    assertThat(LinearProbe.fit(Numerics.gaussian(60 * 200, 1, 1), classes, 2, 1).ridge())
        .isGreaterThan(certain);
  }

  @Test
  void fit_sameSeed_isTheSame() {
    int[] labels = labels(40);
    float[] train = rows(labels, 1, 1);

    assertThat(LinearProbe.fit(train, labels, 2, 5).ridge())
        .isEqualTo(LinearProbe.fit(train.clone(), labels, 2, 5).ridge());
  }

  @Test
  void standardiser_trainingRows_haveMeanZeroAndDeviationOne() {
    float[] rows = rows(labels(50), 1, 1);
    float[] before = rows.clone();

    float[] standard = Standardiser.of(rows, 50).apply(rows);

    assertThat(rows).isEqualTo(before);
    for (int c = 0; c < SIZE; c++) {
      double sum = 0;
      double squares = 0;
      for (int at = c; at < standard.length; at += SIZE) {
        sum += standard[at];
        squares += standard[at] * standard[at];
      }
      assertThat(sum / 50).isCloseTo(0, within(1e-5));
      assertThat(squares / 50).isCloseTo(c == 1 ? 0 : 1, within(1e-4));
    }
  }

  /** On a line, standardised by a common factor: 0, 1 and 2 are of class 0, 10 of class 1. */
  @Test
  void neighbours_onALine_voteByDistance() {
    float[] train = {0, 1, 2, 10, 11};
    int[] labels = {0, 0, 1, 1, 2};

    assertThat(new NearestNeighbours(train, labels, 3, 1).predict(new float[] {0.4f, 1.9f, 40}, 3))
        .containsExactly(0, 1, 2);
    assertThat(new NearestNeighbours(train, labels, 3, 3).predict(new float[] {1.9f, 10.6f}, 2))
        .as("2 asks 2, 1 and 0; 10.6 asks 11, 10 and 2")
        .containsExactly(0, 1);
    assertThat(new NearestNeighbours(train, labels, 3, 2).predict(new float[] {10.6f}, 1))
        .as("of classes with as many, the nearest")
        .containsExactly(2);
    assertThat(new NearestNeighbours(train, labels, 3, 99).predict(new float[] {40}, 1))
        .as("all five: 11 and 10 first, two each of 0 and 1")
        .containsExactly(1);
  }

  private static List<float[]> list(float[] rows) {
    List<float[]> list = new ArrayList<>();
    for (int at = 0; at < rows.length; at += SIZE) {
      list.add(java.util.Arrays.copyOfRange(rows, at, at + SIZE));
    }
    return list;
  }

  @Test
  void rowProbe_randomSplit_takesTheShareOfEachClass() {
    int[] labels = java.util.stream.IntStream.range(0, 100).map(i -> i < 80 ? 0 : 1).toArray();
    List<String> names = java.util.Arrays.stream(labels).mapToObj(l -> "c" + l).toList();

    RowProbe probe = RowProbe.of(list(rows(labels, 0.1, 1)), names, 0.3, Split.RANDOM, 1);

    assertThat(probe.classes()).containsExactly("c0", "c1");
    assertThat(probe.trainRows()).isEqualTo(70);
    assertThat(probe.testRows()).isEqualTo(30);
    assertThat(probe.commonest()).isEqualTo(0.8);
    assertThat(probe.probe().linear()).isEqualTo(1);
  }

  /** The last fifth has a class of its own, which nothing trained on the others can name. */
  @Test
  void rowProbe_lastRows_areTheTestPart() {
    int[] labels = labels(50);
    List<String> names = new ArrayList<>();
    for (int row = 0; row < 50; row++) {
      names.add(row < 40 ? "c" + labels[row] : "late");
    }

    RowProbe probe = RowProbe.of(list(rows(labels, 0.1, 1)), names, 0.2, Split.LAST, 1);

    assertThat(probe.testRows()).isEqualTo(10);
    assertThat(probe.probe().linear()).isZero();
    assertThat(probe.probe().neighbour()).isZero();
  }

  @Test
  void rowProbe_tooFewRowsOrClasses_isRefused() {
    List<float[]> rows = list(rows(labels(4), 0.1, 1));

    assertThatThrownBy(() -> RowProbe.of(rows, List.of("a"), 0.3, Split.LAST, 1))
        .hasMessage("4 embeddings, but 1 labels");
    assertThatThrownBy(() -> RowProbe.of(rows, List.of("a", "a", "a", "b"), 0.3, Split.LAST, 1))
        .hasMessage("3 rows to train with classes [a], and 1 to test, are too few");
    assertThatThrownBy(() -> RowProbe.of(rows, List.of("a", "b", "a", "b"), 1, Split.LAST, 1))
        .hasMessage("testShare must be in (0, 1), not 1.0");
  }
}
