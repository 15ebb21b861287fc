package io.thalweg.model.evaluate;

import static io.thalweg.model.testing.Numerics.gaussian;
import static io.thalweg.model.testing.Numerics.gradient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LogisticRegressionTest {

  /**
   * Two points at +-1 of two classes: by symmetry bias 0 and weights +-w, and the loss {@code log(1
   * + exp(-2w)) + ridge w^2} has its minimum where {@code ridge w = 1 / (1 + exp(2w))}.
   */
  @Test
  void fit_twoPoints_solvesTheOneEquation() {
    float[] points = {1, -1};
    double w = 0;
    double high = 10;
    for (int i = 0; i < 100; i++) {
      double middle = (w + high) / 2;
      if (0.1 * middle < 1 / (1 + Math.exp(2 * middle))) {
        w = middle;
      } else {
        high = middle;
      }
    }

    LogisticRegression fit = LogisticRegression.fit(points, new int[] {0, 1}, 2, 0.1);

    double[] scores = fit.logProbabilities(new float[] {1}, 1);
    assertThat(scores[0] - scores[1]).isCloseTo(2 * w, within(1e-3));
    assertThat(Math.exp(scores[0]) + Math.exp(scores[1])).isCloseTo(1, within(1e-12));
  }

  /** The slow loss by its formula has no slope where the fit ends. */
  @Test
  void fit_threeClasses_endsWhereTheSlowLossIsFlat() {
    int rows = 30;
    int size = 4;
    int classes = 3;
    float[] features = gaussian(rows * size, 1, 1);
    int[] labels = new SplittableRandom(2).ints(rows, 0, classes).toArray();

    LogisticRegression fit = LogisticRegression.fit(features, labels, classes, 0.05);

    double[] atZero =
        gradient(w -> slow(features, labels, classes, 0.05, w), new double[(size + 1) * classes]);
    double[] end = gradient(w -> slow(features, labels, classes, 0.05, w), fit.weights().clone());
    assertThat(largest(atZero)).isGreaterThan(0.05);
    assertThat(largest(end)).isLessThan(1e-3 * largest(atZero));
  }

  private static double slow(
      float[] features, int[] labels, int classes, double ridge, double[] weights) {
    int size = weights.length / classes - 1;
    double loss = 0;
    for (int row = 0; row < labels.length; row++) {
      double sum = 0;
      double own = 0;
      for (int c = 0; c < classes; c++) {
        double score = weights[size * classes + c];
        for (int i = 0; i < size; i++) {
          score += features[row * size + i] * weights[i * classes + c];
        }
        sum += Math.exp(score);
        own = c == labels[row] ? score : own;
      }
      loss += (Math.log(sum) - own) / labels.length;
    }
    for (int i = 0; i < size * classes; i++) {
      loss += ridge / 2 * weights[i] * weights[i];
    }
    return loss;
  }

  private static double largest(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  @Test
  void fit_notFiniteOrNoRidge_isRefused() {
    assertThatThrownBy(
            () -> LogisticRegression.fit(new float[] {Float.NaN, 1}, new int[] {0, 1}, 2, 1))
        .hasMessageContaining("not finite");
    assertThatThrownBy(() -> LogisticRegression.fit(new float[] {0, 1}, new int[] {0, 1}, 2, 0))
        .hasMessage("ridge must be above 0, not 0.0");
  }

  /** Of {@code (x - 3)^2 + 100 (y + 1)^2}, whose axes differ a hundredfold. */
  @Test
  void minimise_aNarrowBowl_findsItsBottom() {
    double[] x = {0, 0};

    Lbfgs.minimise(
        (at, slope) -> {
          slope[0] = 2 * (at[0] - 3);
          slope[1] = 200 * (at[1] + 1);
          return Math.pow(at[0] - 3, 2) + 100 * Math.pow(at[1] + 1, 2);
        },
        x,
        50,
        1e-9);

    assertThat(x[0]).isCloseTo(3, within(1e-6));
    assertThat(x[1]).isCloseTo(-1, within(1e-6));
  }
}
