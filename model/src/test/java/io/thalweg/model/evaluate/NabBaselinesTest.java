package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class NabBaselinesTest {
  @Test
  void tail_knownQuantiles_isTheirProbability() {
    // Tables of the normal distribution: 1.959964 leaves 0.025 above it, 3.890592 leaves 5e-5.
    assertThat(WindowedGaussian.tail(0)).isCloseTo(0.5, within(1e-7));
    assertThat(WindowedGaussian.tail(1.959964)).isCloseTo(0.025, within(1e-8));
    assertThat(WindowedGaussian.tail(3.890592)).isCloseTo(5e-5, within(1e-10));
  }

  @Test
  void windowedGaussian_slidingByOne_isTheTailOfTheWindow() {
    // Size 2, step 1. Row 3 sees rows 1 and 2, values 4 and 6: mean 5, deviation 1, value 8: z = 3.
    double[] scores = new WindowedGaussian(2, 1).run(new double[] {100, 4, 6, 8});

    assertThat(scores[0]).isZero();
    assertThat(scores[3]).isCloseTo(1 - 0.00134990, within(1e-7));
  }

  @Test
  void windowedGaussian_betweenSteps_keepsTheOldWindow() {
    // Size 2, step 2: rows 2 and 3 are both judged by rows 0 and 1 (mean 1, deviation 1), row 4 by
    // rows 2 and 3 (mean 3, deviation 1).
    double[] scores = new WindowedGaussian(2, 2).run(new double[] {0, 2, 2, 4, 4});

    assertThat(scores[2]).isCloseTo(1 - 0.15865525, within(1e-7));
    assertThat(scores[3]).isCloseTo(1 - 0.00134990, within(1e-7));
    assertThat(scores[4]).isCloseTo(1 - 0.15865525, within(1e-7));
  }

  @Test
  void runningDeviation_spikeInNoise_alertsThere() throws IOException {
    Random random = new Random(5);
    double[] values = random.doubles(500).toArray();
    values[400] = 20;

    NabScores said = NabBaselines.runningDeviation(100).run(series("noise", values));

    assertThat(said.alerts()[400]).isTrue();
    assertThat(said.alerts()[399]).isFalse();
    assertThat(said.scores()[400]).isBetween(0.9, 1.0);
  }

  @Test
  void random_sameSeed_isTheSamePerSeries() throws IOException {
    NabDetector detector = NabBaselines.random(1);

    double[] first = detector.run(series("a", new double[100])).scores();

    assertThat(detector.run(series("a", new double[100])).scores()).isEqualTo(first);
    assertThat(detector.run(series("b", new double[100])).scores()).isNotEqualTo(first);
  }

  private static NabSeries series(String name, double[] values) {
    return new NabSeries(name, Collections.nCopies(values.length, "2014-01-01 00:00:00"), values);
  }
}
