package io.thalweg.model.encoder;

import static io.thalweg.model.testing.Numerics.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CausalConvTest extends EncoderContract {

  @Override
  Encoder encoder() {
    return new CausalConv(3, 5, 2, 1, 2, 4);
  }

  @Override
  Encoder withInputs(int inputs) {
    return new CausalConv(inputs, 5, 2, 1, 2, 4);
  }

  @Override
  SlowEncoder reference() {
    return new SlowCausalConv(3, 5, 2, 1, 2, 4);
  }

  @Test
  void contextLength_dilationsAndKernel_sumsTheReaches() {
    assertThat(new CausalConv(1, 1, 2, 1, 2, 4, 8).contextLength()).isEqualTo(15);
    assertThat(new CausalConv(1, 1, 3, 1, 2).contextLength()).isEqualTo(2 * (1 + 2));
    assertThat(new CausalConv(1, 1, 1, 5).contextLength()).isZero();
  }

  @Test
  void parameterCount_sensorSizes_countsWeightsAndBiases() {
    // 2*76*48 + 48 for the first layer, 2*48*48 + 48 for each of the three others
    assertThat(new CausalConv(76, 48, 2, 1, 2, 4, 8).parameterCount()).isEqualTo(7344 + 3 * 4656);
  }

  @Test
  void step_itemsBeforeTheContext_doNotMatter() {
    Encoder encoder = encoder();
    Encoder.Stepper stepper = encoder.newStepper(parameters(), 0);
    float[] first = gaussian(stepper.stateSize(), 1, 10);
    float[] second = gaussian(stepper.stateSize(), 1, 11);
    float[] embedding = new float[encoder.embeddingSize()];
    float[] other = embedding.clone();
    for (int t = 0; t <= encoder.contextLength(); t++) {
      float[] item = gaussian(encoder.inputSize(), 1, 20 + t);
      stepper.step(first, item, embedding);
      stepper.step(second, item, other);
      // Until the context is full the two pasts show; with its last item they are forgotten.
      assertThat(Arrays.equals(other, embedding)).isEqualTo(t == encoder.contextLength());
    }
    assertThat(second).isEqualTo(first);
  }

  @Test
  void forward_twoLayersOfOneChannel_givesTheNumbersWorkedOutByHand() {
    // h0(t) = 2 x(t-1) + 3 x(t) + 1;  h1(t) = h0(t) + relu(-1 h0(t-1) + 1 h0(t) + 0.5)
    float[] parameters = {2, 3, 1, -1, 1, 0.5f};
    Encoder.Pass pass = new CausalConv(1, 1, 2, 1, 1).newPass(1, 2);
    // x = 1, 2, 0, 4: h0 = 9, 5, 13 at times 1 to 3
    System.arraycopy(new float[] {1, 2, 0, 4}, 0, pass.input(), 0, 4);

    pass.forward(parameters, 0);

    // 5 + relu(-9 + 5 + 0.5) = 5;  13 + relu(-5 + 13 + 0.5) = 21.5
    assertThat(pass.embeddings()).containsExactly(5f, 21.5f);
  }

  @Test
  void create_noLayersOrNoDistance_isRefusedByName() {
    assertThatThrownBy(() -> new CausalConv(3, 5, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dilations must name at least one layer");
    assertThatThrownBy(() -> new CausalConv(3, 5, 2, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dilation must be at least 1, not 0");
  }
}
