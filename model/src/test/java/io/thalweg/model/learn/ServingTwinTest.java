package io.thalweg.model.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.item.Reading;
import io.thalweg.model.item.Segment;
import io.thalweg.model.item.Segmenter;
import io.thalweg.model.item.SensorEntityItems;
import io.thalweg.model.learn.LearnEffect.Decision;
import io.thalweg.model.snapshot.Forecast;
import io.thalweg.model.snapshot.ServingModel;
import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.model.testing.Pipelines;
import io.thalweg.model.testing.SineStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Serving, one step per event, says what learning says of the same segment at once. */
final class ServingTwinTest {
  private static final int FIELDS = 3;

  /** Version 1 has no rotation: raw embeddings can be compared. */
  private static Snapshot firstVersion(LearnerSettings settings) {
    List<LearnEffect> effects =
        Learners.fold(
            new Learner(settings),
            Pipelines.inputs(settings, new SineStream(2, 2, 0.02).readings(1_100), 1_000));
    return Learners.decisions(effects).stream()
        .map(Decision::snapshot)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  void step_throughASegment_equalsTheNetworkAtEveryPosition(int order) {
    LearnerSettings settings = Pipelines.learner(Pipelines.SMALL_CONV, order, 1);
    Snapshot snapshot = firstVersion(settings);
    ServingModel model = new ServingModel(snapshot);
    SensorEntityItems items = new SensorEntityItems(SineStream.ITEMS);
    Segmenter segmenter = new Segmenter(settings.segmentShape(), SineStream.ITEMS.itemSize());
    PredictionNetwork network =
        new PredictionNetwork(settings.architecture(), 1, settings.length());
    float[] state = model.newState();
    float[] embedding = new float[model.embeddingSize()];
    // Of the last positions: what serving embedded and expected after each item.
    List<Reading> readings = new SineStream(9, 1, 0.05).readings(200);
    float[][] embeddings = new float[readings.size()][];
    double[][] expected = new double[readings.size()][];
    double[][] scale = new double[readings.size()][];
    double[][] unit = new double[readings.size()][FIELDS];
    double[][] last = new double[readings.size()][FIELDS];
    double[][] scaleOfLevel = new double[readings.size()][FIELDS];
    int compared = 0;
    for (int i = 0; i < readings.size(); i++) {
      items.arrive(readings.get(i));
      float[] item = items.items();
      model.step(state, item, embedding);
      embeddings[i] = embedding.clone();
      Forecast forecast = new Forecast(FIELDS);
      model.predict(state, items.normaliser(), forecast);
      expected[i] = forecast.expected();
      scale[i] = forecast.scale();
      for (int f = 0; f < FIELDS; f++) {
        unit[i][f] = items.normaliser().changeScale(f);
        last[i][f] = items.normaliser().last(f);
        scaleOfLevel[i][f] = items.normaliser().scale(f);
      }
      List<Segment> cut = new ArrayList<>();
      segmenter.add(readings.get(i), item, items, cut::add);
      if (cut.isEmpty() || i < 50) {
        continue;
      }
      Segment segment = cut.get(0);
      network.score(snapshot.parameters(), new Segment[] {segment}, new SplittableRandom(1));
      for (int t = 0; t < settings.length(); t++) {
        int at = i - settings.length() + t;
        compared +=
            compare(
                network,
                segment,
                t,
                embeddings[at],
                expected[at],
                scale[at],
                unit[at],
                last[at],
                scaleOfLevel[at]);
      }
    }
    assertThat(compared).as("predictions compared").isGreaterThan(200);
  }

  /** Position t has seen items up to t - 1 of the segment's own. */
  private static int compare(
      PredictionNetwork network,
      Segment segment,
      int t,
      float[] embedding,
      double[] expected,
      double[] scale,
      double[] unit,
      double[] last,
      double[] scaleOfLevel) {
    int size = embedding.length;
    float[] scored = Arrays.copyOfRange(network.embeddings(), t * size, (t + 1) * size);
    for (int i = 0; i < size; i++) {
      assertThat(embedding[i]).isCloseTo(scored[i], within(1e-4f));
    }
    int compared = 0;
    for (int f = 0; f < FIELDS; f++) {
      float location = network.predictions()[2 * t * FIELDS + f];
      float logScale = network.predictions()[(2 * t + 1) * FIELDS + f];
      assertThat(scale[f]).isCloseTo(Math.exp(logScale) * unit[f], within(1e-3 * unit[f]));
      float target = network.targets()[t * FIELDS + f];
      float change = network.taskTargets()[t * FIELDS + f];
      if (Float.isNaN(target) || Math.abs(target) > 7.9 || Math.abs(change) > 7.9) {
        continue;
      }
      // The regression's share of the change, from change scales of the segment's end to levels.
      double linear = (change - target) * segment.scales().changeScale()[f];
      double levels = linear / segment.scales().scale()[f];
      assertThat(expected[f])
          .isCloseTo(
              last[f] + levels * scaleOfLevel[f] + location * unit[f], within(2e-3 * unit[f]));
      compared++;
    }
    return compared;
  }

  @Test
  void rebuild_fromTheLastItems_equalsHavingSteppedThroughAll() {
    LearnerSettings settings = Pipelines.learner();
    ServingModel model = new ServingModel(firstVersion(settings));
    SensorEntityItems items = new SensorEntityItems(SineStream.ITEMS);
    int itemSize = SineStream.ITEMS.itemSize();
    List<Reading> readings = new SineStream(9, 1, 0.05).readings(100);
    float[] all = new float[readings.size() * itemSize];
    float[] stepped = model.newState();
    float[] embedding = new float[model.embeddingSize()];
    for (int i = 0; i < readings.size(); i++) {
      items.arrive(readings.get(i));
      float[] item = items.items();
      System.arraycopy(item, 0, all, i * itemSize, itemSize);
      model.step(stepped, item, embedding);
    }
    int context = model.contextLength();
    float[] last = Arrays.copyOfRange(all, all.length - context * itemSize, all.length);

    float[] rebuilt = model.newState();
    model.rebuild(rebuilt, last, context);

    // The same products over the same numbers: not close, equal.
    assertThat(rebuilt).isEqualTo(stepped);
  }

  /** Regression: it was made from the embedding of whichever entity had been served before. */
  @Test
  void predict_ofANewEntity_doesNotDependOnTheEntityServedBefore() {
    Snapshot snapshot = firstVersion(Pipelines.learner());
    ServingModel used = new ServingModel(snapshot);
    ServingModel fresh = new ServingModel(snapshot);
    float[] item = {1, 2, 3, -1, -2, -3};
    used.step(used.newState(), item, new float[used.embeddingSize()]);
    SensorEntityItems items = new SensorEntityItems(SineStream.ITEMS);

    Forecast one = new Forecast(FIELDS);
    float[] state = used.newState();
    used.rebuild(state, new float[0], 0);
    used.predict(state, items.normaliser(), one);
    Forecast other = new Forecast(FIELDS);
    state = fresh.newState();
    fresh.rebuild(state, new float[0], 0);
    fresh.predict(state, items.normaliser(), other);

    assertThat(one.scale()).isEqualTo(other.scale());
    assertThat(one.expected()).isEqualTo(other.expected());
  }
}
