package io.thalweg.model.encoder;

import static io.thalweg.model.testing.Numerics.assertClose;
import static io.thalweg.model.testing.Numerics.gaussian;
import static io.thalweg.model.testing.Numerics.widen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.spec.Spec;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Causal, of vectors, with a window shorter than the context and the sequence together. */
class TransformerTest extends EncoderContract {
  private static final TransformerShape SHAPE = new TransformerShape(2, 8, 2, 6);
  private static final int CONTEXT = 3;
  private static final int WINDOW = 4;

  @Override
  Encoder encoder() {
    return withInputs(3);
  }

  @Override
  Encoder withInputs(int inputs) {
    return Transformer.causal(new TransformerInput.Items(inputs), SHAPE, CONTEXT, WINDOW);
  }

  @Override
  SlowEncoder reference() {
    return new SlowTransformer(
        new TransformerInput.Items(3), SHAPE, true, CONTEXT, WINDOW, new Positions.Rotary());
  }

  @Test
  void parameterCount_anySizes_countsProjectionBlocksAndLastNorm() {
    // 3*8 + 8; twice 4*8 for the norms, 4*8*8 for attention, 2*8*6 for feed-forward; 2*8
    assertThat(encoder().parameterCount()).isEqualTo(32 + 2 * (32 + 256 + 96) + 16);
  }

  @Test
  void forward_sequencesOfSeveralBlocks_equalTheSlowReference() {
    // 150 positions are cut into products of 64, 64 and 22, with and without a window to cut, too.
    for (int window : new int[] {1000, 20}) {
      TransformerInput input = new TransformerInput.Items(3);
      TransformerShape shape = new TransformerShape(1, 8, 2, 6);
      Encoder encoder = Transformer.causal(input, shape, 0, window);
      SlowEncoder slow = new SlowTransformer(input, shape, true, 0, window, new Positions.Rotary());
      float[] parameters = gaussian(encoder.parameterCount(), 0.4, 1);
      Encoder.Pass pass = encoder.newPass(1, 150);
      System.arraycopy(gaussian(450, 1, 2), 0, pass.input(), 0, 450);
      double[][] items = new double[150][];
      Arrays.setAll(items, t -> widen(row(pass.input(), t, 3)));

      pass.forward(parameters, 0);

      double[] expected =
          Arrays.stream(slow.encode(widen(parameters), items))
              .flatMapToDouble(Arrays::stream)
              .toArray();
      assertClose(pass.embeddings(), expected, 1e-5);
    }
  }

  @Test
  void step_manyTimesAroundTheRing_staysEqualToForward() {
    Encoder encoder = encoder();
    int length = 50; // twelve rings
    Encoder.Pass pass = filledPass(1, length);
    pass.forward(parameters(), 0);
    Encoder.Stepper stepper = encoder.newStepper(parameters(), 0);
    float[] state = new float[stepper.stateSize()];
    float[] embedding = new float[8];
    for (int t = 0; t < CONTEXT + length; t++) {
      stepper.step(state, row(pass.input(), t, 3), embedding);
    }
    assertClose(embedding, widen(row(pass.embeddings(), length - 1, 8)), 1e-5);
  }

  @Test
  void step_oneBlock_forgetsWhatLeftTheWindow() {
    TransformerShape shape = new TransformerShape(1, 8, 2, 6);
    Encoder encoder = Transformer.causal(new TransformerInput.Items(3), shape, 0, WINDOW);
    float[] parameters = gaussian(encoder.parameterCount(), 0.4, 1);
    Encoder.Stepper stepper = encoder.newStepper(parameters, 0);
    float[] first = new float[stepper.stateSize()];
    float[] second = first.clone();
    float[] embedding = new float[8];
    float[] other = new float[8];
    for (int t = 0; t <= WINDOW; t++) {
      float[] item = gaussian(3, 1, 20 + t);
      stepper.step(first, item, embedding);
      stepper.step(second, t == 0 ? gaussian(3, 1, 99) : item, other);
      assertThat(Arrays.equals(other, embedding)).isEqualTo(t == WINDOW);
    }
  }

  @Test
  void create_fromASpec_isCausalUnlessItSaysOtherwise() {
    Encoder causal = Encoders.create(5, Spec.of("transformer"));
    Encoder both =
        Encoders.create(
            1, new Spec("transformer", Map.of("attention", "bidirectional", "vocabulary", 9)));

    assertThat(causal.causal()).isTrue();
    assertThat(causal.contextLength()).isEqualTo(15);
    assertThat(both.causal()).isFalse();
    assertThat(both.contextLength()).isZero();
  }

  @Test
  void create_optionsThatMeanNothingTogether_isRefusedByName() {
    assertThatThrownBy(
            () -> Encoders.create(5, new Spec("transformer", Map.of("positions", "learned"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("transformer.positions means nothing where attention is causal");
    assertThatThrownBy(
            () ->
                Encoders.create(
                    5, new Spec("transformer", Map.of("attention", "bidirectional", "window", 4))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("transformer.window means nothing where attention is bidirectional");
    assertThatThrownBy(() -> new TransformerShape(1, 9, 2, 6))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("width must be a multiple of twice the 2 heads, not 9");
  }
}
