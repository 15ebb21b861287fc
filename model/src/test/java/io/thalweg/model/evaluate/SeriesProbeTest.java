package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.item.Segment;
import io.thalweg.model.item.SegmentShape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Made series: a slow or a fast wave in noise, of unequal lengths. */
final class SeriesProbeTest {

  private static List<LabelledSeries> waves(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<LabelledSeries> series = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double period = i % 2 == 0 ? 5 : 9;
      double phase = 2 * Math.PI * random.nextDouble();
      double[][] values = new double[16 + random.nextInt(5)][2];
      for (int t = 0; t < values.length; t++) {
        values[t][0] = Math.sin(2 * Math.PI * t / period + phase) + 0.5 * random.nextGaussian();
        values[t][1] = 100 + random.nextGaussian();
      }
      series.add(new LabelledSeries(values, i % 2 == 0 ? "fast" : "slow"));
    }
    return series;
  }

  private static ClassificationSet set(int train) {
    return new ClassificationSet("waves", List.of("fast", "slow"), waves(train, 1), waves(60, 2));
  }

  /** Few series, which are learned by two views, and many, by what comes next. */
  @ParameterizedTest
  @ValueSource(ints = {24, 64})
  void run_twoKindsOfWaves_learnsAndTellsThemApart(int train) {
    SeriesProbe probe = SeriesProbe.run(set(train), 1);

    assertThat(probe.lastLoss()).isLessThan(probe.firstLoss() - 0.3);
    assertThat(probe.passes()).isEqualTo(SeriesPreset.passes(train));
    assertThat(probe.steps()).isEqualTo(probe.passes() * (long) train / 16);
    assertThat(probe.trained().linear()).isGreaterThan(0.8);
  }

  @Test
  void run_sameSeed_isTheSame() {
    assertThat(SeriesProbe.run(set(20), 1)).isEqualTo(SeriesProbe.run(set(20), 1));
  }

  /** Exchanged labels change nothing that is learned before the probe. */
  @Test
  void pretraining_otherLabels_givesTheSameWeights() {
    List<LabelledSeries> train = waves(20, 1);
    List<LabelledSeries> unlabelled =
        train.stream().map(s -> new LabelledSeries(s.values(), "one")).toList();

    Pretraining one = Pretraining.of(train, SeriesItems.of(train), 1);
    Pretraining other = Pretraining.of(unlabelled, SeriesItems.of(unlabelled), 1);

    assertThat(one.parameters()).isEqualTo(other.parameters());
    assertThat(one.parameters()).isNotEqualTo(one.untrained());
  }

  /** Levels 0, 2 and 4, then 2: mean 2, deviation sqrt(2); changes 2, 2: root mean square 2. */
  @Test
  void items_ofASeries_areLevelsAndChangesInTheTrainingPartsUnits() {
    LabelledSeries rising = new LabelledSeries(new double[][] {{0}, {2}, {4}}, "a");
    LabelledSeries single = new LabelledSeries(new double[][] {{2}}, "b");
    SeriesItems items = SeriesItems.of(List.of(rising, single));

    float r = (float) Math.sqrt(2);
    float[] expected = {-r, 0, 0, 1, r, 1};
    assertThat(items.items(rising)).containsExactly(expected, within(1e-6f));
    assertThat(items.items(new LabelledSeries(new double[][] {{2}, {Double.NaN}}, "a")))
        .containsExactly(0, 0, Float.NaN, Float.NaN);

    Segment segment = items.segment(rising, new SegmentShape(1, 4, 4), 7);
    assertThat(segment.items()).hasSize(10).startsWith(Float.NaN, Float.NaN, Float.NaN, Float.NaN);
    assertThat(java.util.Arrays.copyOfRange(segment.items(), 4, 10))
        .containsExactly(expected, within(1e-6f));
  }

  @Test
  void items_fieldThatStandsStill_isZero() {
    LabelledSeries flat = new LabelledSeries(new double[][] {{3}, {3}}, "a");

    assertThat(SeriesItems.of(List.of(flat)).items(flat)).containsOnly(0f);
  }
}
