package io.thalweg.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EmbeddingWriterTest {
  private final AvroCodec<Embedding> codec = AvroCodec.of(Embedding.class);
  private final EmbeddingWriter writer = new EmbeddingWriter();

  @Test
  void encode_anyEmbedding_givesTheBytesOfTheCodec() {
    Random random = new Random(13);
    for (int round = 0; round < 4_000; round++) {
      Embedding embedding = randomEmbedding(random);

      assertThat(byHand(embedding)).isEqualTo(codec.encode(embedding));
    }
  }

  @Test
  void encode_goldenExamples_givesTheBytesOfTheCodec() {
    for (Embedding example : List.of(Examples.fullEmbedding(), Examples.sparseEmbedding())) {
      assertThat(byHand(example)).isEqualTo(codec.encode(example));
    }
  }

  @Test
  void encode_withoutContext_isRefusedAndTheWriterCanBeUsedOn() {
    assertThatThrownBy(() -> writer.unscored(new float[1]))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("event(...) has not been called");

    assertThat(byHand(Examples.fullEmbedding())).isEqualTo(codec.encode(Examples.fullEmbedding()));
  }

  @Test
  void encode_vector_isNotModified() {
    float[] vector = {1, 2, 3};

    writer.model(1, "s").event("e", 0, "t", 0, 0).unscored(vector);

    assertThat(vector).containsExactly(1, 2, 3);
  }

  private byte[] byHand(Embedding e) {
    writer
        .model(e.getVersion(), e.getSpaceId())
        .event(
            e.getEntity(),
            e.getTimestamp().toEpochMilli(),
            e.getTopic(),
            e.getPartition(),
            e.getOffset());
    float[] vector = new float[e.getVector().size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = e.getVector().get(i);
    }
    if (e.getInSample()) {
      return writer.inSample(vector);
    }
    if (e.getSurprise() == null) {
      return writer.unscored(vector);
    }
    return e.getPValue() == null
        ? writer.uncalibrated(vector, e.getSurprise())
        : writer.scored(vector, e.getSurprise(), e.getPValue());
  }

  private static Embedding randomEmbedding(Random random) {
    List<Float> vector = new ArrayList<>();
    for (int i = random.nextInt(5) == 0 ? random.nextInt(2_000) : 64; i > 0; i--) {
      vector.add(Float.intBitsToFloat(random.nextInt()));
    }
    boolean inSample = random.nextInt(4) == 0;
    Double surprise = inSample || random.nextInt(4) == 0 ? null : Math.abs(random.nextGaussian());
    Double pValue = surprise == null || random.nextInt(4) == 0 ? null : random.nextDouble();
    return new Embedding(
        "entity-ü-" + random.nextInt(),
        Instant.ofEpochMilli(random.nextLong() >> random.nextInt(64)),
        "topic-" + random.nextInt(3),
        random.nextInt() >>> random.nextInt(32),
        random.nextLong() >>> random.nextInt(64),
        random.nextLong() >>> random.nextInt(64),
        "space-" + random.nextInt(3),
        inSample,
        vector,
        surprise,
        pValue);
  }
}
