package io.thalweg.model.snapshot;

import static io.thalweg.model.testing.Numerics.assertClose;
import static io.thalweg.model.testing.Numerics.gaussian;
import static io.thalweg.model.testing.Numerics.widen;
import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.encoder.Encoder;
import io.thalweg.model.item.FieldMap;
import io.thalweg.model.item.FieldSet;
import io.thalweg.model.spec.Spec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The flags of what is shown move with their fields. */
final class MaskedItemFieldsTest {
  private static final Architecture TWO =
      new Architecture(
          4,
          new Spec("mlp", Map.of("hidden", List.of(5))),
          Spec.of("masked-item"),
          Spec.of("student-t"));

  @Test
  void weights_fieldsReorderedAndOneAdded_sameEmbeddingAndPredictionWhereTheNewOneIsMissing() {
    FieldMap fields =
        FieldMap.between(new FieldSet(List.of("a", "b")), new FieldSet(List.of("b", "new", "a")));
    Architecture three = TWO.withFields(3);
    float[] older = gaussian(TWO.parameterCount(), 0.4, 1);
    float[] weights = new FieldMigration(TWO, fields).weights(older);

    float[] before = embed(TWO, older, 1, 2, 3, 4);
    float none = Float.NaN;
    float[] after = embed(three, weights, 2, none, 1, 4, none, 3);

    assertClose(after, widen(before), 1e-5);
    float[] was = predict(TWO, older, before);
    float[] is = predict(three, weights, after);
    // [locations, log scales]
    assertThat(is).hasSize(6);
    assertClose(
        new float[] {is[0], is[2], is[3], is[5]},
        new double[] {was[1], was[0], was[3], was[2]},
        1e-5);
    assertThat(is[1]).as("of a new field nothing is known").isZero();
  }

  private static float[] embed(Architecture architecture, float[] weights, float... item) {
    Encoder encoder = architecture.newEncoder();
    float[] input = new float[encoder.inputSize()];
    architecture.newTask().show(item, 0, input);
    float[] embedding = new float[encoder.embeddingSize()];
    encoder.newStepper(weights, 0).step(new float[0], input, embedding);
    return embedding;
  }

  private static float[] predict(Architecture architecture, float[] weights, float[] embedding) {
    float[] prediction = new float[architecture.newObjective().predictionSize()];
    architecture
        .newHead()
        .newStepper(weights, architecture.headOffset())
        .predict(embedding, prediction);
    return prediction;
  }
}
