package io.thalweg.model.encoder;

import static io.thalweg.model.testing.Numerics.assertClose;
import static io.thalweg.model.testing.Numerics.assertGradient;
import static io.thalweg.model.testing.Numerics.gaussian;
import static io.thalweg.model.testing.Numerics.gradient;
import static io.thalweg.model.testing.Numerics.widen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransformerBidirectionalTest extends EncoderContract {
  private static final int BATCH = 2;
  private static final int LENGTH = 5;
  private static final int WIDTH = 8;
  private static final TransformerInput INPUT = new TransformerInput.Items(3);
  private static final TransformerShape SHAPE = new TransformerShape(2, WIDTH, 2, 6);

  Positions ownPositions() {
    return new Positions.Rotary();
  }

  @Override
  Encoder encoder() {
    return withInputs(3);
  }

  @Override
  Encoder withInputs(int inputs) {
    return Transformer.bidirectional(new TransformerInput.Items(inputs), SHAPE, ownPositions());
  }

  @Override
  SlowEncoder reference() {
    return new SlowTransformer(INPUT, SHAPE, false, 0, 1, ownPositions());
  }

  static Positions[] positions() {
    return new Positions[] {new Positions.Rotary(), new Positions.Learned(LENGTH + 1)};
  }

  @ParameterizedTest
  @MethodSource("positions")
  void forwardAndBackward_anyBatch_equalTheSlowReference(Positions positions) {
    Encoder encoder = Transformer.bidirectional(INPUT, SHAPE, positions);
    float[] parameters = gaussian(encoder.parameterCount(), 0.4, 1);
    Encoder.Pass pass = filled(encoder);
    float[] slope = gaussian(pass.embeddings().length, 1, 3);
    float[] actual = new float[parameters.length];

    pass.forward(parameters, 0);
    pass.backward(parameters, 0, slope, actual);

    assertClose(pass.embeddings(), slow(positions, widen(parameters), pass.input()), 1e-5);
    double[] expected =
        gradient(p -> weighted(slope, slow(positions, p, pass.input())), widen(parameters));
    assertGradient(actual, expected, 1e-3);
  }

  @Test
  void forward_lastItemChanged_changesTheFirstEmbeddingOfItsSequenceAlone() {
    Encoder encoder = Transformer.bidirectional(INPUT, SHAPE, new Positions.Rotary());
    float[] parameters = gaussian(encoder.parameterCount(), 0.4, 1);
    Encoder.Pass pass = filled(encoder);
    pass.forward(parameters, 0);
    float[] before = pass.embeddings().clone();

    pass.input()[(LENGTH - 1) * BATCH * 3] += 1; // of sequence 0
    pass.forward(parameters, 0);

    for (int row = 0; row < LENGTH * BATCH; row++) {
      float[] was = Arrays.copyOfRange(before, row * WIDTH, (row + 1) * WIDTH);
      float[] is = Arrays.copyOfRange(pass.embeddings(), row * WIDTH, (row + 1) * WIDTH);
      assertThat(Arrays.equals(is, was)).isEqualTo(row % BATCH == 1);
    }
  }

  @Test
  void newStepper_withoutAWindow_isRefused() {
    Encoder encoder = Transformer.bidirectional(INPUT, SHAPE, new Positions.Rotary());

    assertThat(encoder.causal()).isFalse();
    assertThatThrownBy(() -> encoder.newStepper(new float[encoder.parameterCount()], 0))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(
            "a bidirectional transformer cannot embed an item before the sequence has ended");
  }

  @Test
  void newPass_longerThanTheLearnedPositions_isRefused() {
    Encoder encoder = Transformer.bidirectional(INPUT, SHAPE, new Positions.Learned(4));

    assertThatThrownBy(() -> encoder.newPass(1, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("length must be at most the 4 learned positions, not 5");
  }

  private static Encoder.Pass filled(Encoder encoder) {
    Encoder.Pass pass = encoder.newPass(BATCH, LENGTH);
    System.arraycopy(gaussian(pass.input().length, 1, 2), 0, pass.input(), 0, pass.input().length);
    return pass;
  }

  private static double weighted(float[] weights, double[] values) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += weights[i] * values[i];
    }
    return sum;
  }

  private static double[] slow(Positions positions, double[] parameters, float[] input) {
    SlowEncoder slow = new SlowTransformer(INPUT, SHAPE, false, 0, 1, positions);
    double[] embeddings = new double[LENGTH * BATCH * WIDTH];
    for (int b = 0; b < BATCH; b++) {
      double[][] items = new double[LENGTH][3];
      for (int t = 0; t < LENGTH; t++) {
        for (int i = 0; i < 3; i++) {
          items[t][i] = input[(t * BATCH + b) * 3 + i];
        }
      }
      double[][] sequence = slow.encode(parameters, items);
      for (int t = 0; t < LENGTH; t++) {
        System.arraycopy(sequence[t], 0, embeddings, (t * BATCH + b) * WIDTH, WIDTH);
      }
    }
    return embeddings;
  }
}
