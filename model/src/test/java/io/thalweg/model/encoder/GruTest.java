package io.thalweg.model.encoder;

import static io.thalweg.model.testing.Numerics.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GruTest extends EncoderContract {

  @Override
  Encoder encoder() {
    return new Gru(3, 5, 4);
  }

  @Override
  Encoder withInputs(int inputs) {
    return new Gru(inputs, 5, 4);
  }

  @Override
  SlowEncoder reference() {
    return new SlowGru(3, 5, 4);
  }

  @Test
  void parameterCount_anySizes_countsWeightsAndFourBiases() {
    // 3 * 38*64 + 3 * 64*64 + 4 * 64
    assertThat(new Gru(38, 64, 15).parameterCount()).isEqualTo(7296 + 12288 + 256);
  }

  @Test
  void forward_oneUnit_givesTheNumbersWorkedOutByHand() {
    // No weights and half-open gates: n = tanh(bn) = 0.5, so h' = (h + 0.5) / 2.
    float[] parameters = new float[new Gru(1, 1, 0).parameterCount()];
    parameters[6 + 2] = (float) (0.5 * Math.log(3)); // bn = atanh(0.5)
    Encoder.Pass pass = new Gru(1, 1, 0).newPass(1, 3);

    pass.forward(parameters, 0);

    assertThat(pass.embeddings())
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(0.25f, 0.375f, 0.4375f);
  }

  @Test
  void step_candidateBehindAClosedResetGate_ignoresTheState() {
    // Ur = 0 and br = -20 close the gate, bz = -20 drops the state: h' = tanh(x) whatever h was.
    float[] parameters = {0, 0, 1, 0, 0, 5, -20, -20, 0, 3};
    Encoder.Stepper stepper = new Gru(1, 1, 0).newStepper(parameters, 0);
    float[] state = {0.9f};
    float[] embedding = new float[1];

    stepper.step(state, new float[] {0.3f}, embedding);

    assertThat((double) embedding[0]).isCloseTo(Math.tanh(0.3), within(1e-6));
  }

  @Test
  void step_itemsBeforeTheContext_areStillRemembered() {
    // What sets a recurrent network apart from a pass's burn-in; see the class comment.
    Encoder encoder = encoder();
    Encoder.Stepper stepper = encoder.newStepper(parameters(), 0);
    float[] zeros = new float[stepper.stateSize()];
    float[] past = {0.9f, -0.9f, 0.9f, -0.9f, 0.9f};
    float[] embedding = new float[encoder.embeddingSize()];
    float[] other = embedding.clone();
    for (int t = 0; t <= encoder.contextLength(); t++) {
      float[] item = gaussian(encoder.inputSize(), 1, 20 + t);
      stepper.step(zeros, item, embedding);
      stepper.step(past, item, other);
    }
    assertThat(other).isNotEqualTo(embedding);
  }

  @Test
  void forward_enormousItems_staysInsideTheUnitCube() {
    Encoder.Pass pass = filledPass(2, 8);
    for (int i = 0; i < pass.input().length; i++) {
      pass.input()[i] *= 1e30f;
    }

    pass.forward(parameters(), 0);

    for (float value : pass.embeddings()) {
      assertThat(value).isBetween(-1f, 1f);
    }
  }

  @Test
  void create_negativeContext_isRefusedByName() {
    assertThatThrownBy(() -> new Gru(3, 5, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("contextLength must be at least 0, not -1");
  }
}
