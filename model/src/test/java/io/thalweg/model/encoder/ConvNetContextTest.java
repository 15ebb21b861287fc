package io.thalweg.model.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.layer.Activation;
import io.thalweg.model.spec.Spec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Frames seen with the two before them: a frame of three times the channels. */
class ConvNetContextTest extends EncoderContract {
  private static final ConvNet NET =
      new ConvNet(5, 4, 2, 3, 2, 6, Activation.GELU, 3, 4).withContext(2);

  @Override
  Encoder encoder() {
    return NET;
  }

  @Override
  Encoder withInputs(int inputs) {
    throw new UnsupportedOperationException("a frame has the size it has");
  }

  @Override
  SlowEncoder reference() {
    ConvNet alone = new ConvNet(5, 4, 6, 3, 2, 6, Activation.GELU, 3, 4);
    return (p, items) -> {
      double[][] embeddings = new double[items.length - 2][];
      for (int t = 2; t < items.length; t++) {
        double[] stacked = new double[120];
        for (int i = 0; i < 120; i++) {
          // [pixel, frame, channel], oldest first
          stacked[i] = items[t - 2 + i / 2 % 3][i / 6 * 2 + i % 2];
        }
        embeddings[t - 2] = ConvNetTest.slow(alone, p, stacked);
      }
      return embeddings;
    };
  }

  @Override
  @Test
  void origins_inputsReorderedAndOneAdded_sameEmbeddingsWhereTheNewOneIsZero() {
    assertThatThrownBy(() -> NET.origins(new int[41], 40))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the pixels of a frame cannot be added, moved or removed");
  }

  @Override
  @Test
  void origins_firstInputRemoved_sameEmbeddingsAsWithItAtZero() {
    assertThatThrownBy(() -> NET.head(40).origins(new int[39], 40))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the pixels of a frame cannot be added, moved or removed");
  }

  @Test
  void create_context_isAnOption() {
    Spec spec =
        new Spec(
            "conv-net", Map.of("frame", List.of(8, 8, 1), "context", 3, "channels", List.of(4)));

    Encoder encoder = Encoders.create(64, spec);

    assertThat(encoder.contextLength()).isEqualTo(3);
    assertThat(encoder.newStepper(new float[encoder.parameterCount()], 0).stateSize())
        .isEqualTo(3 * 64);
    assertThat(encoder.head(128).parameterCount())
        .as("a mirror of frames without their context: one channel in, two blocks out")
        .isEqualTo(65 * 4 * 16 + 9 * 2 * 4 + 2);
  }
}
