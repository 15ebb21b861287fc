package io.thalweg.model.learn;

import static io.thalweg.model.testing.Numerics.assertClose;
import static io.thalweg.model.testing.Numerics.gaussian;

import io.thalweg.model.item.FieldSet;
import io.thalweg.model.item.ScalePrior;
import io.thalweg.model.item.TextItems;
import io.thalweg.model.pretext.TokenIds;
import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.snapshot.SegmentEmbedder;
import io.thalweg.model.snapshot.ServingModel;
import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.model.spec.Spec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A line of words is embedded as the mean of their vectors, whichever way these were learned. */
final class WordServingTest {
  private static final int DIMENSION = 3;
  private static final float[] LINE = {4, 0, 4, 9};

  private static Snapshot snapshot(String task) {
    Architecture architecture =
        new Architecture(
            1,
            TextItems.of(Spec.of("text"), Duration.ZERO).spec(),
            new Spec("bag", Map.of("vocabulary", 12, "dimension", DIMENSION)),
            new Spec(task, Map.of("vocabulary", 10)),
            new Spec("negative-sampling", Map.of("vocabulary", 10, "width", DIMENSION)));
    return new Snapshot(
        1,
        OptionalLong.empty(),
        "test",
        architecture,
        LINE.length,
        new FieldSet(List.of(TextItems.TYPE)),
        gaussian(architecture.parameterCount(), 1, 1),
        new byte[0],
        new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1},
        "space",
        OptionalDouble.empty(),
        new ScalePrior(new double[1], new double[] {1}, new double[] {1}),
        Map.of(0, 0L),
        new Snapshot.Progress(0, 0, 0, 0, 0, 0, 0),
        0);
  }

  private static double[] meanOfVectors(Snapshot snapshot) {
    double[] mean = new double[DIMENSION];
    for (float id : LINE) {
      for (int i = 0; i < DIMENSION; i++) {
        int row = (int) id + TokenIds.RESERVED;
        mean[i] += snapshot.parameters()[row * DIMENSION + i] / LINE.length;
      }
    }
    return mean;
  }

  @ParameterizedTest
  @ValueSource(strings = {"skip-gram", "cbow"})
  void step_lineOfWords_isTheMeanOfTheirVectors(String task) {
    Snapshot snapshot = snapshot(task);
    ServingModel model = new ServingModel(snapshot);
    float[] embedding = new float[DIMENSION];

    model.step(model.newState(), LINE, embedding);

    assertClose(embedding, meanOfVectors(snapshot), 1e-6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"skip-gram", "cbow"})
  void embed_segmentOfWords_isTheMeanOfTheirVectors(String task) {
    Snapshot snapshot = snapshot(task);
    float[] embedding = new float[DIMENSION];

    new SegmentEmbedder(snapshot).embed(LINE, embedding);

    assertClose(embedding, meanOfVectors(snapshot), 1e-6);
  }
}
