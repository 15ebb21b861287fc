package io.thalweg.model.pretext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.objective.InfoNce;
import io.thalweg.model.objective.PairObjective;
import io.thalweg.model.objective.SlowInfoNce;
import io.thalweg.model.spec.Spec;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Two views pooled by their mean; {@link TwoViewMaxTest} and {@link TwoViewLastTest} otherwise,
 * {@link TwoViewFramesTest} of frames, {@link TwoViewTokensTest} of tokens.
 */
class TwoViewTest extends PairTaskContract {
  private static final int WIDTH = 3;

  ViewItems items() {
    return new ViewItems.Readings();
  }

  List<Augmentation> augmentations() {
    return List.of(new Crop(0.7), new TimeMasking(0.2));
  }

  Pool pool() {
    return Pool.MEAN;
  }

  int layers() {
    return 2;
  }

  @Override
  PairTask task() {
    return new TwoView(items(), augmentations(), pool(), WIDTH, layers());
  }

  @Override
  PairObjective objective() {
    return new InfoNce(0.5, true, true);
  }

  @Override
  double slow(double[] parameters) {
    SplittableRandom random = new SplittableRandom(SEED);
    int size = layers() == 0 ? CHANNELS : WIDTH;
    double[] one = new double[BATCH * size];
    double[] other = new double[BATCH * size];
    for (int sequence = 0; sequence < 2 * BATCH; sequence++) {
      View view = new View(encoder.contextLength(), LENGTH, encoder.inputSize());
      items().copy(segments[sequence % BATCH], view);
      augmentations().forEach(augmentation -> augmentation.apply(view, random));
      double[] pooled = pooled(view, slowEncode(parameters, view));
      double[] row = slowProject(parameters, encoder.parameterCount(), WIDTH, layers(), pooled);
      double[] side = sequence < BATCH ? one : other;
      System.arraycopy(row, 0, side, sequence % BATCH * size, size);
    }
    return SlowInfoNce.loss(one, other, BATCH, size, 0.5, true, true);
  }

  double[][] slowEncode(double[] parameters, View view) {
    return slowEncode(parameters, rows(view));
  }

  private static double[][] rows(View view) {
    double[][] rows = new double[view.context() + LENGTH][ITEM];
    for (int t = 0; t < rows.length; t++) {
      for (int i = 0; i < ITEM; i++) {
        float value = view.items()[t * ITEM + i];
        rows[t][i] = Float.isNaN(value) ? 0 : value;
      }
    }
    return rows;
  }

  boolean isShown(View view, int position) {
    return view.shows(position);
  }

  private double[] pooled(View view, double[][] embeddings) {
    double[] pooled = new double[CHANNELS];
    int shown = 0;
    for (int t = 0; t < LENGTH; t++) {
      if (isShown(view, t)) {
        for (int c = 0; c < CHANNELS; c++) {
          double value = embeddings[t][c];
          pooled[c] =
              switch (pool()) {
                case MEAN -> pooled[c] + value;
                case MAX -> shown == 0 ? value : Math.max(pooled[c], value);
                case LAST -> value;
              };
        }
        shown++;
      }
    }
    for (int c = 0; c < CHANNELS && pool() == Pool.MEAN; c++) {
      pooled[c] /= Math.max(1, shown);
    }
    return pooled;
  }

  @Test
  void predictsAhead_twoViews_doNot() {
    assertThat(task().predictsAhead()).isFalse();
    assertThat(task().segmentContext(7)).isEqualTo(7);
  }

  @Test
  void create_unknownOptionOrPool_isRefusedWithWhatThereIs() {
    assertThatThrownBy(() -> PretextTasks.create(new Spec("two-view", Map.of("blur", 1))))
        .hasMessageContaining("two-view has no option 'blur'")
        .hasMessageContaining("time.masking");
    assertThatThrownBy(() -> PretextTasks.create(new Spec("two-view", Map.of("pool", "sum"))))
        .hasMessage("two-view.pool must be one of [mean, max, last], not sum");
    assertThatThrownBy(() -> PretextTasks.create(new Spec("two-view", Map.of("crop", 1.5))))
        .hasMessageContaining("two-view.crop must be a number between 0.0 and 1.0");
  }
}
