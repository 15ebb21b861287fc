package io.thalweg.model.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.layer.Activation;
import io.thalweg.model.spec.Spec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MlpTest extends EncoderContract {

  @Override
  Encoder encoder() {
    return new Mlp(3, 2, Activation.TANH, 7, 5);
  }

  @Override
  Encoder withInputs(int inputs) {
    return new Mlp(inputs, 2, Activation.TANH, 7, 5);
  }

  @Override
  SlowEncoder reference() {
    return new SlowMlp(3, 2, Math::tanh, 7, 5);
  }

  @Test
  void parameterCount_windowAndLayers_countsWeightsAndBiases() {
    // 2*64*128 + 128, then 128*64 + 64
    assertThat(new Mlp(64, 1, Activation.RELU, 128, 64).parameterCount()).isEqualTo(16512 + 8256);
  }

  @Test
  void forward_windowOfTwo_givesTheNumbersWorkedOutByHand() {
    // h(t) = relu(2 x(t-1) + 3 x(t) - 1)
    float[] parameters = {2, 3, -1};
    Encoder.Pass pass = new Mlp(1, 1, Activation.RELU, 1).newPass(1, 3);
    System.arraycopy(new float[] {1, 2, -2, 4}, 0, pass.input(), 0, 4);

    pass.forward(parameters, 0);

    // 2 + 6 - 1;  4 - 6 - 1 < 0;  -4 + 12 - 1
    assertThat(pass.embeddings()).containsExactly(7f, 0f, 7f);
  }

  @Test
  void forward_noContext_anItemsEmbeddingDependsOnNoOther() {
    Encoder encoder = new Mlp(2, 0, Activation.GELU, 4);
    float[] parameters = Arrays.copyOf(parameters(), encoder.parameterCount());
    Encoder.Pass pass = encoder.newPass(1, 2);
    System.arraycopy(new float[] {1, 2, 1, 2}, 0, pass.input(), 0, 4);

    pass.forward(parameters, 0);

    assertThat(row(pass.embeddings(), 0, 4)).isEqualTo(row(pass.embeddings(), 1, 4));
    assertThat(encoder.newStepper(parameters, 0).stateSize()).isZero();
  }

  @Test
  void create_fromASpec_readsItsOptions() {
    Spec spec =
        new Spec("mlp", Map.of("hidden", List.of(6, 4), "context", 3, "activation", "relu"));

    Encoder encoder = Encoders.create(2, spec);

    assertThat(encoder.contextLength()).isEqualTo(3);
    assertThat(encoder.embeddingSize()).isEqualTo(4);
    assertThatThrownBy(() -> Encoders.create(2, new Spec("mlp", Map.of("activation", "swish"))))
        .hasMessage("mlp.activation must be one of [gelu, tanh, relu], not swish");
  }

  @Test
  void create_noLayers_isRefusedByName() {
    assertThatThrownBy(() -> new Mlp(3, 0, Activation.RELU))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("hidden must name at least one layer");
  }
}
