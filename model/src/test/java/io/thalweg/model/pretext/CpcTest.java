package io.thalweg.model.pretext;

import static io.thalweg.model.testing.Numerics.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.objective.InfoNce;
import io.thalweg.model.objective.PairObjective;
import io.thalweg.model.objective.SlowInfoNce;
import io.thalweg.model.spec.Spec;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class CpcTest extends PairTaskContract {
  private static final int STEPS = 2;
  private static final int DRAWN = 4;
  private static final int WIDTH = 3;
  private static final int LAYERS = 2;

  @Override
  PairTask task() {
    return new Cpc(STEPS, DRAWN, WIDTH, LAYERS);
  }

  @Override
  PairObjective objective() {
    return new InfoNce(1, false, false);
  }

  /** Stretches of 6 positions in 4: [0, 1), [1, 3), [3, 4), [4, 6). */
  private static int[] drawn(SplittableRandom random) {
    return new int[] {
      random.nextInt(1), 1 + random.nextInt(2), 3 + random.nextInt(1), 4 + random.nextInt(2)
    };
  }

  @Override
  double slow(double[] parameters) {
    int[] positions = drawn(new SplittableRandom(SEED));
    int context = encoder.contextLength();
    double[][][] embeddings = new double[BATCH][][];
    for (int b = 0; b < BATCH; b++) {
      embeddings[b] = slowEncode(parameters, Arrays.copyOf(rows(b), context + LENGTH));
    }
    int projector = encoder.parameterCount();
    int predictions = projector + (ITEM + 1) * WIDTH + (WIDTH + 1) * WIDTH;
    double sum = 0;
    for (int k = 0; k < STEPS; k++) {
      int at = predictions + k * (CHANNELS + 1) * WIDTH;
      for (int position : positions) {
        double[] one = new double[BATCH * WIDTH];
        double[] other = new double[BATCH * WIDTH];
        for (int b = 0; b < BATCH; b++) {
          double[] item = rows(b)[context + position + k + 1];
          double[] predicted = slowProject(parameters, at, WIDTH, 1, embeddings[b][position]);
          double[] future = slowProject(parameters, projector, WIDTH, LAYERS, item);
          System.arraycopy(predicted, 0, one, b * WIDTH, WIDTH);
          System.arraycopy(future, 0, other, b * WIDTH, WIDTH);
        }
        sum += SlowInfoNce.loss(one, other, BATCH, WIDTH, 1, false, false);
      }
    }
    return sum / (STEPS * DRAWN);
  }

  private double[][] rows(int b) {
    float[] items = segments[b].items();
    double[][] rows = new double[items.length / ITEM][ITEM];
    for (int i = 0; i < items.length; i++) {
      rows[i / ITEM][i % ITEM] = Float.isNaN(items[i]) ? 0 : items[i];
    }
    return rows;
  }

  @Test
  void segmentContext_ofSteps_isLongerByThem() {
    assertThat(task().predictsAhead()).isTrue();
    assertThat(task().segmentContext(3)).isEqualTo(3 + STEPS);
  }

  /** What is not seen yet does not change an embedding, the last STEPS items are only predicted. */
  @Test
  void embeddings_lastItemsChanged_areTheSame() {
    int size = encoder.parameterCount() + task().headSize(encoder);
    float[] parameters = gaussian(size, 0.3, 1);
    PairTask.Pass pass = task().newPass(encoder, objective(), BATCH, LENGTH);
    double loss = pass.score(parameters, segments, new SplittableRandom(1));
    float[] before = pass.embeddings().clone();
    float[] items = segments[0].items();
    Arrays.fill(items, items.length - STEPS * ITEM, items.length, 1f);

    double after = pass.score(parameters, segments, new SplittableRandom(1));

    assertThat(pass.embeddings()).isEqualTo(before);
    assertThat(after).isNotEqualTo(loss);
  }

  @Test
  void create_noSteps_isRefused() {
    assertThatThrownBy(() -> PretextTasks.create(new Spec("cpc", Map.of("steps", 0))))
        .hasMessageContaining("cpc.steps must be a number between 1.0 and 256.0");
  }
}
