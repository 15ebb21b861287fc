package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.testing.Numerics;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Three classes about the corners of a triangle, in noise. */
final class FewLabelsTest {
  private static final int CLASSES = 3;
  private static final int SIZE = 6;

  private static int[] labels(int rows) {
    int[] labels = new int[rows];
    Arrays.setAll(labels, row -> row % CLASSES);
    return labels;
  }

  private static float[] rows(int rows, long seed) {
    float[] features = Numerics.gaussian(rows * SIZE, 1, seed);
    for (int row = 0; row < rows; row++) {
      features[row * SIZE + row % CLASSES] += 2.5f;
    }
    return features;
  }

  private static FewLabels.Features features() {
    return new FewLabels.Features(rows(300, 1), labels(300), rows(300, 2), labels(300), CLASSES);
  }

  @Test
  void of_moreLabels_tellMore() {
    FewLabels curve = FewLabels.of("made", features(), new int[] {3, 30, 300}, 8, 1);

    List<FewLabels.Point> points = curve.points();
    assertThat(points).extracting(FewLabels.Point::labels).containsExactly(3, 30, 300);
    assertThat(points.get(0).mean()).isBetween(0.4, points.get(1).mean());
    assertThat(points.get(1).mean()).isLessThan(points.get(2).mean());
    assertThat(points.get(0).accuracies()).hasSize(8);
    assertThat(points.get(2).accuracies()).hasSize(1);
    assertThat(points.get(0).least()).isLessThan(points.get(0).most());
  }

  @Test
  void of_moreThanThereAre_isAllOfThemOnce() {
    FewLabels curve = FewLabels.of("made", features(), new int[] {30, 500, 900}, 2, 1);

    assertThat(curve.points()).extracting(FewLabels.Point::labels).containsExactly(30, 300);
  }

  /** Of a class with one row the others make up for what it lacks. */
  @Test
  void draw_classes_haveTheSameNumberButForOne() {
    int[] labels = {0, 0, 0, 0, 1, 1, 1, 1, 2};
    FewLabels.Classes classes = new FewLabels.Classes(labels, new int[1], CLASSES);

    for (int seed = 0; seed < 20; seed++) {
      int[] rows = FewLabels.draw(classes, 6, new SplittableRandom(seed));
      assertThat(rows).doesNotHaveDuplicates();
      int[] count = new int[CLASSES];
      for (int row : rows) {
        count[labels[row]]++;
      }
      assertThat(count[2]).isEqualTo(1);
      assertThat(count[0]).isBetween(2, 3);
      assertThat(count[0] + count[1]).isEqualTo(5);
    }
  }

  @Test
  void together_twoRuns_haveBothsDraws() {
    FewLabels one = new FewLabels("a", List.of(new FewLabels.Point(10, List.of(0.5, 0.7))));
    FewLabels other = new FewLabels("a", List.of(new FewLabels.Point(10, List.of(0.9))));

    FewLabels.Point point = FewLabels.together(List.of(one, other)).points().get(0);

    assertThat(point.accuracies()).containsExactly(0.5, 0.7, 0.9);
    assertThat(point.mean()).isCloseTo(0.7, within(1e-12));
    assertThat(point.most()).isEqualTo(0.9);
  }
}
