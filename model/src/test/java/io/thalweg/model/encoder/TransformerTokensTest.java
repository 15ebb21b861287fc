package io.thalweg.model.encoder;

import static io.thalweg.model.testing.Numerics.assertClose;
import static io.thalweg.model.testing.Numerics.assertGradient;
import static io.thalweg.model.testing.Numerics.gaussian;
import static io.thalweg.model.testing.Numerics.widen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A table of tokens is a linear layer, without bias, of vectors with a single one. */
class TransformerTokensTest {
  private static final int VOCABULARY = 7;
  private static final int WIDTH = 8;
  private static final int BATCH = 2;
  private static final int LENGTH = 5;
  private static final TransformerShape SHAPE = new TransformerShape(1, WIDTH, 2, 6);

  private final Encoder encoder =
      Transformer.causal(new TransformerInput.Tokens(VOCABULARY), SHAPE, 0, 4);
  private final Encoder oneHot =
      Transformer.causal(new TransformerInput.Items(VOCABULARY), SHAPE, 0, 4);
  private final float[] parameters = gaussian(encoder.parameterCount(), 0.4, 1);
  private final float[] ids = {3, 0, 6, 6, 1, 2, 3, 5, 0, 0};

  @Test
  void forwardAndBackward_anyTokens_equalOneHotVectorsThroughAProjection() {
    Encoder.Pass pass = filled(encoder);
    Encoder.Pass slow = oneHot.newPass(BATCH, LENGTH);
    for (int i = 0; i < ids.length; i++) {
      slow.input()[i * VOCABULARY + (int) ids[i]] = 1f;
    }
    float[] withBias = withBias(parameters);
    float[] slope = gaussian(BATCH * LENGTH * WIDTH, 1, 3);
    float[] gradient = new float[parameters.length];
    float[] expected = new float[withBias.length];

    pass.forward(parameters, 0);
    pass.backward(parameters, 0, slope, gradient);
    slow.forward(withBias, 0);
    slow.backward(withBias, 0, slope, expected);

    assertClose(pass.embeddings(), widen(slow.embeddings()), 1e-5);
    int table = VOCABULARY * WIDTH;
    float[] same = Arrays.copyOf(expected, parameters.length);
    System.arraycopy(expected, table + WIDTH, same, table, parameters.length - table);
    assertGradient(gradient, widen(same), 1e-3);
    // Token 4 never came.
    assertThat(Arrays.copyOfRange(gradient, 4 * WIDTH, 5 * WIDTH)).containsOnly(0f);
  }

  @Test
  void step_tokens_equalsForward() {
    Encoder.Pass pass = encoder.newPass(1, LENGTH);
    System.arraycopy(ids, 0, pass.input(), 0, LENGTH);
    pass.forward(parameters, 0);
    Encoder.Stepper stepper = encoder.newStepper(parameters, 0);
    float[] state = new float[stepper.stateSize()];
    float[] embedding = new float[WIDTH];
    for (int t = 0; t < LENGTH; t++) {
      stepper.step(state, new float[] {ids[t]}, embedding);
      float[] encoded = Arrays.copyOfRange(pass.embeddings(), t * WIDTH, (t + 1) * WIDTH);
      assertClose(embedding, widen(encoded), 1e-5);
    }
  }

  @Test
  void forwardAndStep_idOutsideTheVocabulary_isRefused() {
    for (float id : new float[] {-1, VOCABULARY, 1.5f, Float.NaN, Float.POSITIVE_INFINITY}) {
      Encoder.Pass pass = filled(encoder);
      pass.input()[4] = id;
      Encoder.Stepper stepper = encoder.newStepper(parameters, 0);
      String message = "token %s is not in the vocabulary of 7, 0 to 6".formatted(id);

      assertThatThrownBy(() -> pass.forward(parameters, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(message);
      assertThatThrownBy(
              () -> stepper.step(new float[stepper.stateSize()], new float[] {id}, new float[8]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(message);
    }
  }

  @Test
  void origins_tokens_areTheIdentityOrRefused() {
    int[] origins = encoder.origins(new int[1], 1);

    assertThat(origins[origins.length - 1]).isEqualTo(encoder.parameterCount() - 1);
    assertThatThrownBy(() -> encoder.origins(new int[] {-1}, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("token ids cannot become other inputs");
  }

  private Encoder.Pass filled(Encoder of) {
    Encoder.Pass pass = of.newPass(BATCH, LENGTH);
    System.arraycopy(ids, 0, pass.input(), 0, ids.length);
    return pass;
  }

  /** The same parameters with a bias of zeros after the table. */
  private static float[] withBias(float[] parameters) {
    int table = VOCABULARY * WIDTH;
    float[] with = new float[parameters.length + WIDTH];
    System.arraycopy(parameters, 0, with, 0, table);
    System.arraycopy(parameters, table, with, table + WIDTH, parameters.length - table);
    return with;
  }
}
