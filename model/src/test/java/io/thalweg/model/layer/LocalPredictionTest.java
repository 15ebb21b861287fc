package io.thalweg.model.layer;

import static io.thalweg.model.testing.Numerics.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the sums of the definition, one value at a time, in double precision. */
final class LocalPredictionTest {
  private static final int OFFSET = 3;
  private static final LocalShape SHAPE = new LocalShape(5, 4, 2, 3);

  /** A frame's value, beyond the border that of the border; missing ones as the newer frame's. */
  private static double at(LocalShape shape, float[] frames, int back, int y, int x, int c) {
    int row = Math.max(0, Math.min(shape.height() - 1, y));
    int column = Math.max(0, Math.min(shape.width() - 1, x));
    int newest = frames.length - shape.values();
    float value =
        frames[
            newest - back * shape.values() + (row * shape.width() + column) * shape.channels() + c];
    if (Float.isNaN(value)) {
      return back == 0 ? 0 : at(shape, frames, back - 1, y, x, c);
    }
    return value;
  }

  private static int slowClass(LocalShape shape, float[] frames, int y, int x, int c) {
    int compared = shape.order() - 1;
    double sum = 0;
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        for (int j = 0; j < compared; j++) {
          double newer = at(shape, frames, j, y + dy, x + dx, c);
          sum += Math.abs(newer - at(shape, frames, j + 1, y + dy, x + dx, c)) / compared / 9;
        }
      }
    }
    int in = 0;
    for (double levels : new double[] {1, 2, 4, 8, 16}) {
      in += sum * 32 >= levels ? 1 : 0;
    }
    return in;
  }

  private static double slowChange(
      LocalShape shape, float[] frames, float[] weights, int at, int y, int x, int c) {
    double own = at(shape, frames, 0, y, x, c);
    double sum = 0;
    int tap = at;
    for (int j = 0; j < shape.order(); j++) {
      for (int dy = -1; dy <= 1; dy++) {
        for (int dx = -1; dx <= 1; dx++) {
          if (j > 0 || dy != 0 || dx != 0) {
            sum += weights[tap++] * (at(shape, frames, j, y + dy, x + dx, c) - own);
          }
        }
      }
    }
    return sum + weights[tap];
  }

  /** Frames that move more from left to right, so that all classes occur. */
  private static float[] frames(LocalShape shape, long seed) {
    float[] frames = gaussian(shape.order() * shape.values(), 1, seed);
    for (int i = 0; i < frames.length; i++) {
      int x = i / shape.channels() % shape.width();
      frames[i] *= (float) Math.pow(2, x - shape.width() + 1) / 2;
    }
    return frames;
  }

  @ParameterizedTest
  @CsvSource({"5, 4, 2, 3", "9, 8, 1, 2", "1, 9, 3, 5"})
  void predict_equalsItsDefinition(int height, int width, int channels, int order) {
    LocalShape shape = new LocalShape(height, width, channels, order);
    float[] frames = frames(shape, 1);
    float[] weights = gaussian(OFFSET + shape.parameterCount(), 0.3, 2);
    LocalPrediction local = new LocalPrediction(shape);
    float[] changes = new float[shape.values()];
    float[] shared = new float[shape.values()];
    float[] variance = new float[shape.values()];

    local.take(frames, frames.length - shape.values());
    local.predict(weights, OFFSET, changes);
    local.predict(weights, OFFSET, shared);
    local.share(weights, OFFSET, shared);
    local.variance(weights, OFFSET, variance);

    boolean[] seen = new boolean[LocalShape.CLASSES];
    for (int i = 0; i < changes.length; i++) {
      int c = i % channels;
      int x = i / channels % width;
      int y = i / channels / width;
      int in = slowClass(shape, frames, y, x, c);
      seen[in] = true;
      int from = OFFSET + in * (9 * order + 2);
      double expected = slowChange(shape, frames, weights, from, y, x, c);
      assertThat(local.classOf(i)).isEqualTo(in);
      assertThat((double) changes[i]).isCloseTo(expected, within(1e-5));
      assertThat((double) shared[i]).isCloseTo(expected * weights[from + 9 * order], within(1e-5));
      assertThat(variance[i]).isEqualTo(weights[from + 9 * order + 1]);
    }
    assertThat(seen).as("classes that occur").contains(true, true, true);
  }

  @Test
  void rows_times_weights_areThePrediction() {
    float[] frames = frames(SHAPE, 3);
    float[] weights = gaussian(SHAPE.parameterCount(), 0.3, 4);
    LocalPrediction local = new LocalPrediction(SHAPE);
    float[] changes = new float[SHAPE.values()];
    local.take(frames, frames.length - SHAPE.values());
    local.predict(weights, 0, changes);

    float[] rows = local.rows(changes);

    int row = 0;
    for (int k = 0; k < LocalShape.CLASSES; k++) {
      for (int end = row + local.count(k); row < end; row++) {
        double sum = 0;
        for (int i = 0; i < SHAPE.taps(); i++) {
          sum += rows[row * local.stride() + i] * weights[k * SHAPE.classFloats() + i];
        }
        assertThat((double) rows[(row + 1) * local.stride() - 1]).isCloseTo(sum, within(1e-5));
      }
    }
    assertThat(row).isEqualTo(SHAPE.values());
  }

  @Test
  void rows_changeMissing_isZero() {
    LocalPrediction local = new LocalPrediction(SHAPE);
    float[] frames = frames(SHAPE, 3);
    float[] changes = new float[SHAPE.values()];
    Arrays.fill(changes, Float.NaN);
    local.take(frames, frames.length - SHAPE.values());

    assertThat(local.rows(changes)).containsOnly(0f);
  }

  @Test
  void take_framesMissing_areAsTheOneAfter() {
    float[] frames = frames(SHAPE, 5);
    int values = SHAPE.values();
    Arrays.fill(frames, 0, values, Float.NaN);
    frames[values + 6] = Float.NaN;
    float[] filled = frames.clone();
    filled[values + 6] = frames[2 * values + 6];
    System.arraycopy(filled, values, filled, 0, values);
    float[] weights = gaussian(SHAPE.parameterCount(), 0.3, 6);

    assertThat(predicted(frames, weights)).isEqualTo(predicted(filled, weights));
    assertThat(frames[0]).as("untouched").isNaN();
  }

  private static float[] predicted(float[] frames, float[] weights) {
    LocalPrediction local = new LocalPrediction(SHAPE);
    float[] changes = new float[SHAPE.values()];
    local.take(frames, frames.length - SHAPE.values());
    local.predict(weights, 0, changes);
    return changes;
  }

  @Test
  void shape_outOfRange_namesTheValue() {
    assertThatThrownBy(() -> new LocalShape(4, 4, 1, 1)).hasMessageContaining("not 1");
    assertThatThrownBy(() -> new LocalShape(4, 0, 1, 2)).hasMessageContaining("4 x 0 x 1");
  }
}
