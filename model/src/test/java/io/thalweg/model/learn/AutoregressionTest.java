package io.thalweg.model.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.item.ScalePrior;
import io.thalweg.model.item.Segment;
import io.thalweg.model.state.StateReader;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class AutoregressionTest {
  private static final int FIELDS = 2;
  private static final int ORDER = 2;
  private static final int WIDTH = ORDER * FIELDS + 1;
  private static final int BATCH = 3;
  private static final int POSITIONS = 5;
  private static final int OFFSET = 4;

  /** {@code x(t) = A1 x(t-1) + A2 x(t-2) + c + noise}, stable; rows: from field, columns: to. */
  private static final double[][] PLANTED = {
    {0.6, 0.3}, {-0.4, 0.5}, {-0.2, 0.0}, {0.1, -0.3}, {0.2, -0.1}
  };

  private final Autoregression regression = newRegression();
  private final float[] parameters = new float[OFFSET + WIDTH * FIELDS + FIELDS];

  private static Autoregression newRegression() {
    return new Autoregression(FIELDS, ORDER, BATCH, POSITIONS, OFFSET);
  }

  /** Levels of a planted process, {@code [count][FIELDS]}. */
  private static double[][] process(int count, double noise, long seed, double[][] weights) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] x = new double[count][FIELDS];
    for (int t = ORDER; t < count; t++) {
      for (int f = 0; f < FIELDS; f++) {
        x[t][f] = weights[WIDTH - 1][f] + noise * random.nextGaussian();
        for (int lag = 1; lag <= ORDER; lag++) {
          for (int g = 0; g < FIELDS; g++) {
            x[t][f] += weights[(lag - 1) * FIELDS + g][f] * x[t - lag][g];
          }
        }
      }
    }
    return x;
  }

  /** Non-overlapping segments with a context of two, level scale 3 and change scale 1.5. */
  private static Segment[] segments(double[][] x) {
    Segment[] segments = new Segment[(x.length - ORDER) / POSITIONS];
    for (int s = 0; s < segments.length; s++) {
      float[] items = new float[(ORDER + POSITIONS) * 2 * FIELDS];
      for (int i = 0; i < ORDER + POSITIONS; i++) {
        for (int f = 0; f < FIELDS; f++) {
          items[i * 2 * FIELDS + f] = (float) x[s * POSITIONS + i][f];
        }
      }
      ScalePrior scales =
          new ScalePrior(new double[2], new double[] {3, 3}, new double[] {1.5, 1.5});
      segments[s] = new Segment("e", 0, 0, 0, POSITIONS, ORDER, POSITIONS, items, scales);
    }
    return segments;
  }

  /** Learns all, batch after batch; returns what was left over of the last batch. */
  private static float[] learn(
      Autoregression regression, float[] parameters, Segment[] segments, float... weights) {
    float[] target = new float[POSITIONS * BATCH * FIELDS];
    for (int s = 0; s + BATCH <= segments.length; s += BATCH) {
      Arrays.fill(target, 0f);
      Segment[] batch = Arrays.copyOfRange(segments, s, s + BATCH);
      regression.subtract(parameters, batch, target);
      regression.learn(parameters, BATCH, weights);
    }
    return target;
  }

  @Test
  void learn_plantedProcess_isRecovered() {
    Segment[] segments = segments(process(12_000, 0.5, 1, PLANTED));

    learn(regression, parameters, segments, 1, 1, 1);

    // Least squares with n rows errs by about 0.5 / (sd(x) sqrt(n)) = .006; five times that.
    for (int i = 0; i < WIDTH; i++) {
      for (int f = 0; f < FIELDS; f++) {
        assertThat((double) parameters[OFFSET + i * FIELDS + f])
            .as("weight %d to field %d", i, f)
            .isCloseTo(PLANTED[i][f], within(0.03));
      }
    }
    assertThat(Arrays.copyOf(parameters, OFFSET)).as("other weights").containsOnly(0f);
  }

  /** The last solution is due at the last of few segments: it must be the ridge solution of all. */
  @Test
  void learn_closedForm_isTheRidgeSolutionByElimination() {
    Segment[] segments = segments(process(ORDER + 9 * POSITIONS, 0.5, 2, PLANTED));
    float[] weights = {1f, 0.25f, 0.5f};

    learn(regression, parameters, segments, weights);

    double[][] expected = slowRidge(segments, weights);
    for (int i = 0; i < WIDTH; i++) {
      for (int f = 0; f < FIELDS; f++) {
        assertThat((double) parameters[OFFSET + i * FIELDS + f])
            .isCloseTo(expected[i][f], within(1e-4));
      }
    }
  }

  /**
   * Normal equations built row by row, with forgetting per batch, ridge 2 towards "as the last".
   */
  private static double[][] slowRidge(Segment[] segments, float[] weights) {
    double[][] system = new double[WIDTH][WIDTH + FIELDS];
    for (int s = 0; s < segments.length; s++) {
      if (s % BATCH == 0) {
        double keep = Math.exp(-BATCH * POSITIONS / 50_000.0);
        for (double[] row : system) {
          for (int j = 0; j < row.length; j++) {
            row[j] *= keep;
          }
        }
      }
      for (int t = 0; t < POSITIONS; t++) {
        double[] x = row(segments[s], ORDER + t);
        for (int i = 0; i < WIDTH; i++) {
          for (int j = 0; j < WIDTH + FIELDS; j++) {
            system[i][j] += weights[s % BATCH] * x[i] * x[j];
          }
        }
      }
    }
    for (int i = 0; i < WIDTH; i++) {
      system[i][i] += 2;
      if (i < FIELDS) {
        system[i][WIDTH + i] += 2;
      }
    }
    return eliminate(system);
  }

  /** Lags, newest first, the constant, then the item's own levels. */
  private static double[] row(Segment segment, int item) {
    double[] row = new double[WIDTH + FIELDS];
    for (int f = 0; f < FIELDS; f++) {
      row[f] = segment.items()[(item - 1) * 2 * FIELDS + f];
      row[FIELDS + f] = segment.items()[(item - 2) * 2 * FIELDS + f];
      row[WIDTH + f] = segment.items()[item * 2 * FIELDS + f];
    }
    row[WIDTH - 1] = 1;
    return row;
  }

  /** Gauss and Jordan, without pivoting: the system is positive definite. */
  private static double[][] eliminate(double[][] system) {
    double[][] solution = new double[WIDTH][FIELDS];
    for (int i = 0; i < WIDTH; i++) {
      double pivot = system[i][i];
      for (int j = 0; j < WIDTH + FIELDS; j++) {
        system[i][j] /= pivot;
      }
      for (int k = 0; k < WIDTH; k++) {
        double factor = system[k][i];
        for (int j = 0; k != i && j < WIDTH + FIELDS; j++) {
          system[k][j] -= factor * system[i][j];
        }
      }
    }
    for (int i = 0; i < WIDTH; i++) {
      System.arraycopy(system[i], WIDTH, solution[i], 0, FIELDS);
    }
    return solution;
  }

  @Test
  void subtract_takesTheShareOfThePredictedChangeInChangeScales() {
    // Of field 0 the next level is 1 whatever came, half of it believed; of field 1 nothing is.
    parameters[OFFSET + (WIDTH - 1) * FIELDS] = 1f;
    parameters[OFFSET + WIDTH * FIELDS] = 0.5f;
    float[] items = new float[(ORDER + POSITIONS) * 2 * FIELDS];
    items[(ORDER - 1) * 2 * FIELDS] = 4f;
    float[] target = new float[POSITIONS * BATCH * FIELDS];
    target[0] = 3f;
    target[1] = 3f;
    target[2 * BATCH * FIELDS] = Float.NaN;
    Segment segment = segment(items);

    regression.subtract(parameters, new Segment[] {segment, segment, segment}, target);

    // From 4 to 1 in levels of 3 is a change of -6 scales of 1.5; 3 - 0.5 * -6.
    assertThat(target[0]).isEqualTo(6f);
    assertThat(target[1]).isEqualTo(3f);
    assertThat(target[BATCH * FIELDS]).as("from 0 to 1: 0 - 0.5 * 2").isEqualTo(-1f);
    assertThat(target[2 * BATCH * FIELDS]).as("absent stays absent").isNaN();
  }

  private static Segment segment(float[] items) {
    ScalePrior scales = new ScalePrior(new double[2], new double[] {3, 3}, new double[] {1.5, 1.5});
    return new Segment("e", 0, 0, 0, POSITIONS, ORDER, POSITIONS, items, scales);
  }

  @Test
  void learn_share_growsWhereTheRegressionIsBetterThanTheLastReading() {
    Segment[] segments = segments(process(6_000, 0.5, 8, PLANTED));
    float[] weights = {1, 1, 1};
    for (int s = 0; s + BATCH <= segments.length; s += BATCH) {
      Segment[] batch = Arrays.copyOfRange(segments, s, s + BATCH);
      float[] target = changes(batch);
      regression.subtract(parameters, batch, target);
      regression.learn(parameters, BATCH, weights);
    }
    float learned = parameters[OFFSET + WIDTH * FIELDS];
    assertThat(learned)
        .as("errors of the noise alone against those of the change")
        .isGreaterThan(0.9f);

    // Now nothing changes any more: "as the last reading" is right every time.
    float[] still = new float[(ORDER + POSITIONS) * 2 * FIELDS];
    Arrays.fill(still, 2f);
    Segment[] batch = {segment(still), segment(still), segment(still)};
    for (int i = 0; i < 2_000; i++) {
      regression.subtract(parameters, batch, new float[POSITIONS * BATCH * FIELDS]);
      regression.learn(parameters, BATCH, new float[] {0, 0, 0});
    }

    assertThat(parameters[OFFSET + WIDTH * FIELDS]).isLessThan(0.1f);
  }

  /** Changes in change scales, {@code [positions, batch, fields]}. */
  private static float[] changes(Segment[] batch) {
    float[] target = new float[POSITIONS * BATCH * FIELDS];
    for (int b = 0; b < BATCH; b++) {
      float[] items = batch[b].items();
      for (int t = 0; t < POSITIONS; t++) {
        for (int f = 0; f < FIELDS; f++) {
          int at = (ORDER + t) * 2 * FIELDS + f;
          target[(t * BATCH + b) * FIELDS + f] = (items[at] - items[at - 2 * FIELDS]) * 3 / 1.5f;
        }
      }
    }
    return target;
  }

  @Test
  void learn_missingTarget_pullsNowhere() {
    Segment[] segments = segments(process(3_000, 0.5, 3, PLANTED));
    learn(regression, parameters, segments, 1, 1, 1);
    float[] before = parameters.clone();
    Segment[] missing = segments(process(3_000, 0.5, 4, PLANTED));
    for (Segment segment : missing) {
      for (int i = ORDER; i < ORDER + POSITIONS; i++) {
        // Levels of field 1 are absent as targets; of the lags they are the mean, zero.
        segment.items()[i * 2 * FIELDS + 1] = Float.NaN;
      }
    }

    learn(regression, parameters, missing, 1, 1, 1);

    double field1 = 0;
    for (int i = 0; i < WIDTH; i++) {
      int at = OFFSET + i * FIELDS + 1;
      field1 = Math.max(field1, Math.abs(parameters[at] - before[at]));
    }
    assertThat(field1).as("largest change of a weight into the absent field").isLessThan(0.02);
  }

  @Test
  void learn_processThatHasChanged_isForgotten() {
    double[][] other = {{-0.5, 0.0}, {0.0, -0.5}, {0.3, 0.0}, {0.0, 0.3}, {0.0, 0.0}};
    learn(regression, parameters, segments(process(60_000, 0.5, 5, PLANTED)), 1, 1, 1);
    float before = parameters[OFFSET];
    assertThat((double) before).isCloseTo(0.6, within(0.05));

    // Four memories of 50,000 rows later e^-4 = 2 % of the old sums are left.
    learn(regression, parameters, segments(process(200_000, 0.5, 6, other)), 1, 1, 1);

    assertThat((double) parameters[OFFSET]).isCloseTo(-0.5, within(0.06));
  }

  @Test
  void readFrom_continuesBitForBit() {
    Segment[] segments = segments(process(600, 0.5, 7, PLANTED));
    Segment[] first = Arrays.copyOf(segments, 60);
    Segment[] second = Arrays.copyOfRange(segments, 60, 119);
    learn(regression, parameters, first, 1, 1, 1);
    Autoregression restored = newRegression();
    restored.readFrom(new StateReader(Learners.bytes(regression::writeTo)));
    float[] other = parameters.clone();

    float[] left = learn(regression, parameters, second, 1, 1, 1);

    assertThat(learn(restored, other, second, 1, 1, 1)).isEqualTo(left);
    assertThat(other).isEqualTo(parameters);
    assertThat(Learners.bytes(restored::writeTo)).isEqualTo(Learners.bytes(regression::writeTo));
  }
}
