package io.thalweg.model.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.item.FieldSet;
import io.thalweg.model.item.ScalePrior;
import io.thalweg.model.item.Segment;
import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.snapshot.FrameForecast;
import io.thalweg.model.snapshot.ServingModel;
import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.model.spec.Spec;
import io.thalweg.model.testing.Numerics;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Serving expects, frame by frame, what learning expects of the same frames in a segment. */
final class FrameServingTest {
  private static final int VALUES = 6 * 5;
  private static final int CONTEXT = 4;
  private static final int LENGTH = 5;

  private static Architecture architecture(Map<String, Object> task, String objective) {
    Spec encoder =
        new Spec(
            "conv-net",
            Map.of(
                "frame", List.of(6, 5, 1), "context", 2, "channels", List.of(4), "embedding", 6));
    return new Architecture(VALUES, encoder, new Spec("next-frame", task), Spec.of(objective));
  }

  private static Architecture local() {
    return architecture(Map.of("frame", List.of(6, 5, 1)), "squared-error");
  }

  private static Snapshot snapshot(Architecture architecture, float[] parameters) {
    int embedding = architecture.newEncoder().embeddingSize();
    float[] rotation = new float[embedding * embedding];
    for (int i = 0; i < embedding; i++) {
      rotation[i * embedding + i] = 1;
    }
    double[] ones = new double[VALUES];
    Arrays.fill(ones, 1);
    return new Snapshot(
        1,
        OptionalLong.empty(),
        "test",
        architecture,
        LENGTH,
        new FieldSet(IntStream.range(0, VALUES).mapToObj(i -> "v" + i).toList()),
        parameters,
        new byte[0],
        rotation,
        "space",
        OptionalDouble.empty(),
        new ScalePrior(new double[VALUES], ones, ones),
        Map.of(0, 0L),
        new Snapshot.Progress(0, 0, 0, 0, 0, 0, 0),
        0);
  }

  @Test
  void predictFrame_throughASegment_equalsTheNetworkAtEveryPosition() {
    Architecture architecture = local();
    float[] parameters = Numerics.gaussian(architecture.parameterCount(), 0.2, 1);
    float[] items = Numerics.gaussian((CONTEXT + LENGTH) * VALUES, 0.3, 2);
    ScalePrior none = new ScalePrior(new double[0], new double[0], new double[0]);
    Segment segment = new Segment("e", 0, 0, 0, LENGTH, CONTEXT, LENGTH, items, none);
    PredictionNetwork network = new PredictionNetwork(architecture, 1, LENGTH);
    network.score(parameters, new Segment[] {segment}, new SplittableRandom(1));
    ServingModel model = new ServingModel(snapshot(architecture, parameters));
    float[] state = model.newState();
    model.rebuild(state, items, CONTEXT);
    FrameForecast forecast = new FrameForecast(VALUES);
    float[] embedding = new float[model.embeddingSize()];

    for (int t = 0; t < LENGTH; t++) {
      model.predictFrame(state, forecast);
      float[] came = Arrays.copyOfRange(items, (CONTEXT + t) * VALUES, (CONTEXT + t + 1) * VALUES);
      for (int i = 0; i < VALUES; i++) {
        float left = network.targets()[t * VALUES + i] - network.predictions()[t * VALUES + i];
        assertThat(came[i] - forecast.expected()[i]).isCloseTo(left, within(1e-4f));
      }
      model.step(state, came, embedding);
    }
  }

  @Test
  void predictFrame_untrained_isTheLastFrame() {
    Architecture architecture = local();
    ServingModel model = new ServingModel(snapshot(architecture, architecture.initialise(1)));
    float[] state = model.newState();
    float[] frame = Numerics.gaussian(VALUES, 0.3, 3);
    FrameForecast forecast = new FrameForecast(VALUES);

    model.step(state, frame, new float[model.embeddingSize()]);
    model.predictFrame(state, forecast);

    assertThat(forecast.expected()).isEqualTo(frame);
    assertThat(forecast.last()).isEqualTo(frame);
    assertThat(forecast.variance()).containsOnly(0f);
  }

  @Test
  void predictFrame_frameUnknown_isRefused() {
    Architecture architecture = architecture(Map.of(), "squared-error");
    ServingModel model = new ServingModel(snapshot(architecture, architecture.initialise(1)));

    assertThat(model.forecastsFrames()).isFalse();
    assertThat(architecture.forecastsFrames()).isFalse();
    assertThat(local().forecastsFrames()).isTrue();
    assertThatThrownBy(() -> model.predictFrame(model.newState(), new FrameForecast(VALUES)))
        .hasMessageContaining("next-frame");
  }
}
