package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.evaluate.PrequentialMetrics.Means;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import org.junit.jupiter.api.Test;

final class PrequentialMetricsTest {
  @Test
  void takeWindow_severalExamples_isTheirMeanAndStartsAnew() {
    PrequentialMetrics metrics = new PrequentialMetrics(10);
    metrics.add(-1, 0.2, 0.4);
    metrics.add(3, 0.4, 0.8);

    Means means = metrics.takeWindow();

    assertThat(means.weight()).isEqualTo(2);
    assertThat(means.loss()).isEqualTo(1);
    assertThat(means.huber()).isCloseTo(0.3, within(1e-15));
    assertThat(means.ratio()).isCloseTo(0.5, within(1e-15));
    assertThat(metrics.window().weight()).isZero();
    assertThat(metrics.window().loss()).isNaN();
  }

  @Test
  void recent_threeExamples_fadesByExamples() {
    // recent 2 means a = 1/2: weights 1/4, 1/2, 1. (8/4 + 4/2 + 1) / 1.75 = 5 / 1.75.
    PrequentialMetrics metrics = new PrequentialMetrics(2);
    metrics.add(8, 8, 8);
    metrics.add(4, 4, 4);
    metrics.takeWindow();
    metrics.add(1, 1, 1);

    assertThat(metrics.recent().loss()).isCloseTo(5 / 1.75, within(1e-15));
    assertThat(metrics.recent().weight()).isEqualTo(1.75);
  }

  @Test
  void recent_firstExample_isUnbiased() {
    PrequentialMetrics metrics = new PrequentialMetrics(1000);
    metrics.add(42, 1, 2);

    assertThat(metrics.recent().loss()).isEqualTo(42);
  }

  @Test
  void add_notFinite_isCountedAndLeftOut() {
    PrequentialMetrics metrics = new PrequentialMetrics(10);
    metrics.add(1, 1, 1);
    metrics.add(Double.NaN, 1, 1);
    metrics.add(1, Double.POSITIVE_INFINITY, 1);

    assertThat(metrics.recent().loss()).isEqualTo(1);
    assertThat(metrics.examples()).isEqualTo(1);
    assertThat(metrics.notFinite()).isEqualTo(2);
  }

  @Test
  void readFrom_whatWasWritten_continuesExactly() {
    PrequentialMetrics undisturbed = new PrequentialMetrics(7);
    for (int i = 0; i < 5; i++) {
      undisturbed.add(i * 0.1, i, i + 1);
    }
    StateWriter out = new StateWriter(256);
    undisturbed.writeTo(out);
    PrequentialMetrics restored = new PrequentialMetrics(7);
    restored.readFrom(new StateReader(out.toByteArray()));
    undisturbed.add(0.7, 1, 2);
    restored.add(0.7, 1, 2);

    assertThat(restored.recent()).isEqualTo(undisturbed.recent());
    assertThat(restored.window()).isEqualTo(undisturbed.window());
    assertThat(restored.examples()).isEqualTo(6);
  }

  @Test
  void huber_bothSidesOfTheThreshold_isContinuous() {
    assertThat(PrequentialMetrics.huber(-0.5)).isEqualTo(0.125);
    assertThat(PrequentialMetrics.huber(1)).isEqualTo(0.5);
    assertThat(PrequentialMetrics.huber(-3)).isEqualTo(2.5);
  }

  @Test
  void new_recentTooSmall_isRefused() {
    assertThatThrownBy(() -> new PrequentialMetrics(1))
        .hasMessage("recent must be more than 1 example, not 1.0");
  }
}
