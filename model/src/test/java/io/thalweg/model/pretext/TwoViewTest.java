package io.thalweg.model.pretext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.objective.InfoNce;
import io.thalweg.model.objective.PairObjective;
import io.thalweg.model.objective.SlowInfoNce;
import io.thalweg.model.spec.Spec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two views pooled by their mean; its subclasses pool otherwise. */
class TwoViewTest extends PairTaskContract {
  private static final int WIDTH = 3;
  private static final List<Augmentation> AUGMENTATIONS =
      List.of(new Crop(0.7), new TimeMasking(0.2));

  Pool pool() {
    return Pool.MEAN;
  }

  int layers() {
    return 2;
  }

  @Override
  PairTask task() {
    return new TwoView(AUGMENTATIONS, pool(), WIDTH, layers());
  }

  @Override
  PairObjective objective() {
    return new InfoNce(0.5, true, true);
  }

  @Override
  double slow(double[] parameters) {
    SplittableRandom random = new SplittableRandom(SEED);
    int size = layers() == 0 ? pool().width(CHANNELS) : WIDTH;
    double[] one = new double[BATCH * size];
    double[] other = new double[BATCH * size];
    for (int sequence = 0; sequence < 2 * BATCH; sequence++) {
      View view = new View(encoder.contextLength(), LENGTH, ITEM);
      view.copy(segments[sequence % BATCH]);
      AUGMENTATIONS.forEach(augmentation -> augmentation.apply(view, random));
      double[] pooled = pooled(view, slowEncode(parameters, rows(view)));
      double[] row = slowProject(parameters, encoder.parameterCount(), WIDTH, layers(), pooled);
      double[] side = sequence < BATCH ? one : other;
      System.arraycopy(row, 0, side, sequence % BATCH * size, size);
    }
    return SlowInfoNce.loss(one, other, BATCH, size, 0.5, true, true);
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

  private double[] pooled(View view, double[][] embeddings) {
    double[][] shown =
        IntStream.range(0, LENGTH)
            .filter(view::shows)
            .mapToObj(t -> embeddings[t])
            .toArray(double[][]::new);
    return switch (pool()) {
      case MAX -> each(shown, values -> values.max().orElse(0));
      case MEAN -> each(shown, values -> values.average().orElse(0));
      case LAST -> shown.length == 0 ? new double[CHANNELS] : shown[shown.length - 1];
      case MAX_MEAN ->
          DoubleStream.concat(
                  Arrays.stream(each(shown, values -> values.max().orElse(0))),
                  Arrays.stream(each(shown, values -> values.average().orElse(0))))
              .toArray();
    };
  }

  private static double[] each(double[][] rows, ToDoubleFunction<DoubleStream> figure) {
    return IntStream.range(0, CHANNELS)
        .mapToDouble(c -> figure.applyAsDouble(Arrays.stream(rows).mapToDouble(row -> row[c])))
        .toArray();
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
        .hasMessage("two-view.pool must be one of [mean, max, last, max-mean], not sum");
    assertThatThrownBy(() -> PretextTasks.create(new Spec("two-view", Map.of("crop", 1.5))))
        .hasMessageContaining("two-view.crop must be a number between 0.0 and 1.0");
  }
}
