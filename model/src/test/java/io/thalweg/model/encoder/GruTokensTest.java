package io.thalweg.model.encoder;

import static io.thalweg.model.testing.Numerics.assertClose;
import static io.thalweg.model.testing.Numerics.assertGradient;
import static io.thalweg.model.testing.Numerics.gaussian;
import static io.thalweg.model.testing.Numerics.widen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A token is a vector with a single one: for those {@link GruTest} holds the contract. */
class GruTokensTest {
  private static final int VOCABULARY = 7;
  private static final int WIDTH = 5;
  private static final int CONTEXT = 2;
  private static final int BATCH = 2;
  private static final int LENGTH = 4;

  private final Encoder encoder = Gru.ofTokens(VOCABULARY, WIDTH, CONTEXT);
  private final Encoder oneHot = new Gru(VOCABULARY, WIDTH, CONTEXT);
  private final float[] parameters = gaussian(encoder.parameterCount(), 0.4, 1);

  /** {@code [context + length, batch]}; token 4 never comes. */
  private final float[] ids = {3, 0, 6, 6, 1, 2, 3, 5, 0, 0, 2, 6};

  @Test
  void forwardAndBackward_anyTokens_equalVectorsWithASingleOne() {
    Encoder.Pass pass = filled();
    Encoder.Pass slow = oneHot.newPass(BATCH, LENGTH);
    for (int i = 0; i < ids.length; i++) {
      slow.input()[i * VOCABULARY + (int) ids[i]] = 1f;
    }
    float[] slope = gaussian(BATCH * LENGTH * WIDTH, 1, 3);
    float[] gradient = new float[parameters.length];
    Arrays.fill(gradient, Float.NaN); // overwritten, wherever it is zero, too
    float[] expected = new float[parameters.length];

    pass.forward(parameters, 0);
    pass.backward(parameters, 0, slope, gradient);
    slow.forward(parameters, 0);
    slow.backward(parameters, 0, slope, expected);

    assertThat(oneHot.parameterCount()).isEqualTo(parameters.length);
    assertClose(pass.embeddings(), widen(slow.embeddings()), 1e-6);
    assertGradient(gradient, widen(expected), 1e-4);
    for (int gate = 0; gate < Gru.GATES; gate++) {
      int row = (gate * VOCABULARY + 4) * WIDTH;
      assertThat(Arrays.copyOfRange(gradient, row, row + WIDTH)).containsOnly(0f);
    }
  }

  @Test
  void step_tokens_equalsForward() {
    Encoder.Pass pass = encoder.newPass(1, LENGTH);
    System.arraycopy(ids, 0, pass.input(), 0, CONTEXT + LENGTH);
    pass.forward(parameters, 0);
    Encoder.Stepper stepper = encoder.newStepper(parameters, 0);
    float[] state = new float[stepper.stateSize()];
    float[] embedding = new float[WIDTH];
    for (int t = 0; t < CONTEXT + LENGTH; t++) {
      stepper.step(state, new float[] {ids[t]}, embedding);
      int position = t - CONTEXT;
      if (position >= 0) {
        assertClose(
            embedding, widen(EncoderContract.row(pass.embeddings(), position, WIDTH)), 1e-5);
      }
    }
  }

  @Test
  void step_afterReset_equalsForwardAfterAContextOfNothing() {
    Encoder.Pass pass = encoder.newPass(1, 1);
    pass.input()[CONTEXT] = 3;
    pass.forward(parameters, 0);
    Encoder.Stepper stepper = encoder.newStepper(parameters, 0);
    float[] state = gaussian(stepper.stateSize(), 1, 5);
    float[] embedding = new float[WIDTH];

    stepper.reset(state);
    stepper.step(state, new float[] {3}, embedding);

    assertClose(embedding, widen(pass.embeddings()), 1e-5);
  }

  @Test
  void forwardAndStep_idOutsideTheVocabulary_isRefused() {
    for (float id : new float[] {-1, VOCABULARY, 1.5f, Float.NaN, Float.POSITIVE_INFINITY}) {
      Encoder.Pass pass = filled();
      pass.input()[4] = id;
      Encoder.Stepper stepper = encoder.newStepper(parameters, 0);
      String message = "token %s is not in the vocabulary of 7, 0 to 6".formatted(id);

      assertThatThrownBy(() -> pass.forward(parameters, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(message);
      assertThatThrownBy(() -> stepper.step(new float[WIDTH], new float[] {id}, new float[WIDTH]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(message);
    }
  }

  @Test
  void origins_tokens_areTheIdentityOrRefused() {
    assertThat(encoder.origins(new int[1], 1))
        .isEqualTo(IntStream.range(0, encoder.parameterCount()).toArray());
    assertThatThrownBy(() -> encoder.origins(new int[] {-1}, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("token ids cannot become other inputs");
  }

  private Encoder.Pass filled() {
    Encoder.Pass pass = encoder.newPass(BATCH, LENGTH);
    System.arraycopy(ids, 0, pass.input(), 0, ids.length);
    return pass;
  }
}
