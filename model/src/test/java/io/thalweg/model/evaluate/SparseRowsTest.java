package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SparseRowsTest {
  private static final int ROWS = 60;
  private static final int SIZE = 7;
  private static final int CLASSES = 3;

  private static SparseRows sparse(float[] dense) {
    int[] starts = new int[ROWS + 1];
    List<Integer> there = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      for (int c = 0; c < SIZE; c++) {
        if (dense[row * SIZE + c] != 0) {
          there.add(row * SIZE + c);
        }
      }
      starts[row + 1] = there.size();
    }
    float[] values = new float[there.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = dense[there.get(i)];
    }
    int[] columns = there.stream().mapToInt(at -> at % SIZE).toArray();
    return new SparseRows(SIZE, starts, columns, values);
  }

  /** Two of three values are zero, and some rows are empty. */
  private static float[] dense() {
    SplittableRandom random = new SplittableRandom(1);
    float[] dense = new float[ROWS * SIZE];
    for (int i = 0; i < dense.length; i++) {
      boolean there = i / SIZE % 10 != 0 && random.nextInt(3) == 0;
      dense[i] = there ? (float) random.nextGaussian() : 0;
    }
    return dense;
  }

  private static int[] labels(float[] dense) {
    int[] labels = new int[ROWS];
    for (int row = 0; row < ROWS; row++) {
      float first = dense[row * SIZE];
      labels[row] = first > 0 ? 2 : first < 0 ? 1 : row % CLASSES;
    }
    return labels;
  }

  @Test
  void fit_theSameRowsSparseAndDense_givesTheSameRegression() {
    float[] dense = dense();
    int[] labels = labels(dense);

    LogisticRegression one = LogisticRegression.fit(sparse(dense), labels, CLASSES, 0.05, 200);
    LogisticRegression other = LogisticRegression.fit(dense, labels, CLASSES, 0.05);

    assertThat(one.weights()).containsExactly(other.weights(), within(2e-3));
    assertThat(one.predict(sparse(dense))).isEqualTo(other.predict(dense, ROWS));
  }

  @Test
  void pick_chosenRows_areThoseInThatOrder() {
    float[] dense = dense();
    int[] chosen = {59, 0, 17, 17};

    FeatureRows.Products picked = sparse(dense).pick(chosen).products(1);
    FeatureRows.Products expected = new DenseRows(dense, ROWS).pick(chosen).products(1);

    double[] weights = {1, 2, 4, 8, 16, 32, 64, 0.5};
    assertThat(picked.logits(weights)).containsExactly(expected.logits(weights), within(1e-4));
    double[] residual = {1, 10, 100, 1000};
    double[] gradient = new double[SIZE];
    double[] expectedGradient = new double[SIZE];
    picked.transposed(residual, gradient);
    expected.transposed(residual, expectedGradient);
    assertThat(gradient).containsExactly(expectedGradient, within(1e-2));
  }

  @Test
  void check_whatIsNotFiniteOrBeyond_isRefused() {
    assertThatThrownBy(
            () -> new SparseRows(2, new int[] {0, 1}, new int[] {0}, new float[] {1f / 0}).check())
        .hasMessage("feature 0 of 2 is Infinity");
    assertThatThrownBy(
            () -> new SparseRows(2, new int[] {0, 1}, new int[] {2}, new float[] {1}).check())
        .hasMessage("feature 2 of 2 is 1.0");
  }
}
