package io.thalweg.model.optim;

import static io.thalweg.model.testing.Numerics.allocatedPerCall;
import static io.thalweg.model.testing.Numerics.assertClose;
import static io.thalweg.model.testing.Numerics.gaussian;
import static io.thalweg.model.testing.Numerics.widen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.state.StateReader;
import org.junit.jupiter.api.Test;

final class WeightAverageTest {
  private static final int SIZE = 7;

  @Test
  void add_manyWeights_equalsTheSlowReference() {
    WeightAverage average = new WeightAverage(gaussian(SIZE, 1, 0), 0.9);
    double[] expected = widen(gaussian(SIZE, 1, 0));
    for (int t = 0; t < 200; t++) {
      float[] weights = gaussian(SIZE, 1, t + 1);
      average.add(weights);
      double d = Math.min(0.9, (1.0 + t) / (10 + t));
      for (int i = 0; i < SIZE; i++) {
        expected[i] = d * expected[i] + (1 - d) * weights[i];
      }
    }

    assertClose(average.weights(), expected, 1e-6);
  }

  @Test
  void add_constantWeights_arriveAtThem() {
    WeightAverage average = new WeightAverage(new float[] {5}, 0.999);
    for (int t = 0; t < 100; t++) {
      average.add(new float[] {1});
    }

    // Young averages forget their start: 0.999^100 would have left 4.6.
    assertThat(average.weights()[0]).isCloseTo(1f, org.assertj.core.api.Assertions.within(1e-3f));
  }

  @Test
  void readFrom_writtenState_continuesBitForBit() {
    WeightAverage average = new WeightAverage(gaussian(SIZE, 1, 0), 0.99);
    for (int t = 0; t < 5; t++) {
      average.add(gaussian(SIZE, 1, t));
    }
    WeightAverage restored = new WeightAverage(new float[SIZE], 0.99);
    restored.readFrom(StateReader.of(average::writeTo));

    average.add(gaussian(SIZE, 1, 9));
    restored.add(gaussian(SIZE, 1, 9));

    assertThat(restored.weights()).isEqualTo(average.weights());
  }

  @Test
  void add_repeated_allocatesNothing() {
    WeightAverage average = new WeightAverage(new float[SIZE], 0.9);
    float[] weights = gaussian(SIZE, 1, 1);

    assertThat(allocatedPerCall(() -> average.add(weights))).isLessThan(16);
  }

  @Test
  void create_decayOfOne_isRefused() {
    assertThatThrownBy(() -> new WeightAverage(new float[1], 1))
        .hasMessage("ema must be in [0, 1), not 1.0");
  }
}
