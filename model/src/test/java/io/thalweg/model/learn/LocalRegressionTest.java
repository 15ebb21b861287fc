package io.thalweg.model.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.item.ScalePrior;
import io.thalweg.model.item.Segment;
import io.thalweg.model.layer.LocalPrediction;
import io.thalweg.model.layer.LocalShape;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Squared error beside that of the last frame, tested before trained, after a while. */
final class LocalRegressionTest {
  private static final int SIDE = 16;
  private static final LocalShape SHAPE = new LocalShape(SIDE, SIDE, 1, 4);
  private static final int VALUES = SIDE * SIDE;
  private static final int BATCH = 2;
  private static final int POSITIONS = 4;
  private static final int OFFSET = 2;
  private static final float NOISE = 1f / LocalPrediction.LEVELS_PER_UNIT;

  private final float[] parameters = new float[OFFSET + SHAPE.parameterCount()];
  private final LocalRegression regression = newRegression();

  private static LocalRegression newRegression() {
    return new LocalRegression(SHAPE, BATCH, POSITIONS, OFFSET);
  }

  private interface Scene {
    /** The frame at a time, one value at a time, in their order. */
    double at(int t, int y, int x);
  }

  private static float[][] film(int count, Scene scene) {
    float[][] frames = new float[count][VALUES];
    for (int t = 0; t < count; t++) {
      for (int i = 0; i < VALUES; i++) {
        frames[t][i] = (float) scene.at(t, i / SIDE, i % SIDE);
      }
    }
    return frames;
  }

  /** A still picture with the noise of a sensor. */
  private static float[][] still(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return film(count, (t, y, x) -> Math.sin(x + 2 * y) + NOISE * random.nextGaussian());
  }

  /** A coarse random texture that moves by a pixel to the right with each frame. */
  private static float[][] moving(int count, long seed) {
    return film(
        count,
        (t, y, x) -> new SplittableRandom(seed + 1_000_003L * y + (x - t)).nextDouble() * 2 - 1);
  }

  private static Segment segment(float[][] frames, int first) {
    int context = SHAPE.order();
    float[] items = new float[(context + POSITIONS) * VALUES];
    for (int i = 0; i < context + POSITIONS; i++) {
      System.arraycopy(frames[first - context + i], 0, items, i * VALUES, VALUES);
    }
    ScalePrior none = new ScalePrior(new double[0], new double[0], new double[0]);
    return new Segment("e", 0, 0, 0, POSITIONS, context, POSITIONS, items, none);
  }

  /** Learns all frames; the ratio of errors over those from {@code judged} on. */
  private double ratio(float[][] frames, int judged, float weight) {
    double left = 0;
    double whole = 0;
    float[] weights = {weight, weight};
    for (int t = SHAPE.order(); t + BATCH * POSITIONS <= frames.length; t += BATCH * POSITIONS) {
      Segment[] batch = {segment(frames, t), segment(frames, t + POSITIONS)};
      float[] target = changes(batch);
      float[] rest = target.clone();
      regression.subtract(parameters, batch, rest);
      regression.learn(parameters, BATCH, weights);
      for (int i = 0; i < rest.length && t >= judged; i++) {
        left += rest[i] * rest[i];
        whole += target[i] * target[i];
      }
    }
    assertThat(whole).as("frames differ").isGreaterThan(0);
    return left / whole;
  }

  /** {@code [positions, batch, values]}. */
  private static float[] changes(Segment[] batch) {
    float[] target = new float[POSITIONS * BATCH * VALUES];
    for (int b = 0; b < BATCH; b++) {
      float[] items = batch[b].items();
      for (int t = 0; t < POSITIONS; t++) {
        int at = (batch[b].context() + t) * VALUES;
        for (int i = 0; i < VALUES; i++) {
          target[(t * BATCH + b) * VALUES + i] = items[at + i] - items[at - VALUES + i];
        }
      }
    }
    return target;
  }

  /**
   * The mean of n frames errs by {@code noise^2 (1 + 1/n)}, the last frame by {@code 2 noise^2}: a
   * ratio of .625 with four frames.
   */
  @Test
  void learn_stillSceneWithNoise_averagesTheFrames() {
    assertThat(ratio(still(400, 1), 200, 1)).isBetween(0.6, 0.67);
  }

  /** All but the column that comes into the picture, one of sixteen, is known exactly. */
  @Test
  void learn_textureMovesByAPixel_isFollowed() {
    assertThat(ratio(moving(200, 2), 100, 1)).isLessThan(0.1);
  }

  /** Every value goes its own way by steps that nothing tells of: nothing is to be gained. */
  @Test
  void learn_nothingToGain_isNoWorseThanTheLastFrame() {
    SplittableRandom random = new SplittableRandom(3);
    double[] walk = new double[VALUES];
    float[][] frames =
        film(400, (t, y, x) -> walk[y * SIDE + x] += 2 * NOISE * random.nextGaussian());

    assertThat(ratio(frames, 40, 1)).isBetween(0.99, 1.005);
  }

  /** A flash that counts for little, as the learner has it, does not spoil what was learned. */
  @Test
  void learn_flashOfLittleWeight_isForgottenSoon() {
    float[][] frames = still(400, 4);
    ratio(Arrays.copyOf(frames, 204), 0, 1);
    float[][] flash = Arrays.copyOfRange(frames, 200, 212);
    flash[6] = new float[VALUES];
    Arrays.fill(flash[6], 2f);
    assertThat(ratio(flash, 0, 0.02f)).as("the flash").isGreaterThan(0.9);

    assertThat(ratio(Arrays.copyOfRange(frames, 212, 400), 0, 1)).isLessThan(0.7);
  }

  @Test
  void learn_varianceOfAStillScene_isWhatIsLeftOver() {
    ratio(still(400, 5), 0, 1);

    double variance = parameters[OFFSET + SHAPE.taps() + 1];
    assertThat(variance / (NOISE * NOISE)).as("of the first class").isBetween(1.1, 1.4);
  }

  @Test
  void readFrom_state_continuesBitForBit() {
    float[][] frames = moving(120, 6);
    ratio(Arrays.copyOf(frames, 60), 0, 1);
    LocalRegression restored = newRegression();
    restored.readFrom(StateReader.of(regression::writeTo));
    float[] twin = parameters.clone();
    Segment[] batch = {segment(frames, 70), segment(frames, 80)};

    regression.subtract(parameters, batch, changes(batch));
    regression.learn(parameters, BATCH, new float[] {1f, 0.5f});
    restored.subtract(twin, batch, changes(batch));
    restored.learn(twin, BATCH, new float[] {1f, 0.5f});

    assertThat(twin).isEqualTo(parameters);
    assertThat(bytes(restored)).isEqualTo(bytes(regression));
  }

  private static byte[] bytes(LocalRegression regression) {
    StateWriter out = new StateWriter(16);
    regression.writeTo(out);
    return out.toByteArray();
  }

  @Test
  void learn_framesMissing_teachNothing() {
    ratio(moving(60, 7), 0, 1);
    float[] before = parameters.clone();
    float[][] nothing = new float[20][VALUES];
    for (float[] frame : nothing) {
      Arrays.fill(frame, Float.NaN);
    }
    Segment[] batch = {segment(nothing, 6), segment(nothing, 10)};
    float[] target = changes(batch);

    regression.subtract(parameters, batch, target);
    regression.learn(parameters, BATCH, new float[] {1f, 1f});

    assertThat(target).containsOnly(Float.NaN);
    for (int i = 0; i < before.length; i++) {
      assertThat(parameters[i]).isFinite();
    }
  }
}
