package io.thalweg.model.encoder;

import static io.thalweg.model.testing.Numerics.allocatedPerCall;
import static io.thalweg.model.testing.Numerics.assertClose;
import static io.thalweg.model.testing.Numerics.assertGradient;
import static io.thalweg.model.testing.Numerics.gaussian;
import static io.thalweg.model.testing.Numerics.gradient;
import static io.thalweg.model.testing.Numerics.widen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What every encoder promises. A test of an encoder extends this class, names the encoder (with a
 * context of at least one item) and a slow reference, and adds what is its own.
 *
 * <p>Single precision has a relative error of 6e-8 per operation. Values here are of order one and
 * made of sums of a few dozen terms through a few layers or time steps, so 1e-5 separates rounding
 * from a wrong term by two orders of magnitude on either side.
 */
abstract class EncoderContract {
  private static final double TOLERANCE = 1e-5;
  private static final int BATCH = 3;
  private static final int LENGTH = 6;

  /** Floats before and after the encoder's slice of a larger vector. */
  private static final int MARGIN = 5;

  abstract Encoder encoder();

  /** The same encoder for another number of inputs. */
  abstract Encoder withInputs(int inputs);

  abstract SlowEncoder reference();

  /** One array of the smallest block would be seen: 3 sequences of 5 floats are 76 bytes. */
  long mostBytesPerPass() {
    return 64;
  }

  long mostBytesPerStep() {
    return 16;
  }

  @Test
  void forward_anyBatch_equalsTheSlowReference() {
    for (int batch : new int[] {1, BATCH}) {
      for (int length : new int[] {1, LENGTH}) {
        Encoder.Pass pass = filledPass(batch, length);
        pass.forward(parameters(), 0);
        assertClose(
            pass.embeddings(), slowEmbeddings(pass.input(), batch, widen(parameters())), TOLERANCE);
      }
    }
  }

  @Test
  void forward_parametersInsideALargerVector_readsOnlyItsSlice() {
    Encoder.Pass pass = filledPass(BATCH, LENGTH);
    pass.forward(parameters(), 0);
    float[] expected = pass.embeddings().clone();

    pass.forward(withMargins(parameters(), Float.NaN), MARGIN);

    assertThat(pass.embeddings()).isEqualTo(expected);
  }

  @Test
  void forward_inputAndParameters_areUntouched() {
    Encoder.Pass pass = filledPass(BATCH, LENGTH);
    float[] input = pass.input().clone();
    float[] parameters = parameters();

    pass.forward(parameters, 0);
    pass.backward(parameters, 0, embeddingGradient(pass), new float[parameters.length]);

    assertThat(pass.input()).isEqualTo(input);
    assertThat(parameters).isEqualTo(parameters());
  }

  @Test
  void forward_laterItemChanged_leavesEarlierEmbeddingsBitForBit_ifCausal() {
    int context = encoder().contextLength();
    int rowSize = BATCH * encoder().embeddingSize();
    Encoder.Pass pass = filledPass(BATCH, LENGTH);
    pass.forward(parameters(), 0);
    float[] before = pass.embeddings().clone();
    for (int t = 0; t < LENGTH; t++) {
      float[] item = itemAt(pass, context + t);
      overwrite(pass, context + t, gaussian(item.length, 1, 100 + t));

      pass.forward(parameters(), 0);

      float[] after = pass.embeddings();
      assertThat(
              Arrays.equals(Arrays.copyOf(after, t * rowSize), Arrays.copyOf(before, t * rowSize)))
          .as("embeddings before item %d are what they were", t)
          .isEqualTo(encoder().causal() || t == 0);
      assertThat(row(after, t, rowSize)).isNotEqualTo(row(before, t, rowSize));
      overwrite(pass, context + t, item);
    }
  }

  @Test
  void forward_oldestContextItemChanged_changesTheFirstEmbedding() {
    int rowSize = BATCH * encoder().embeddingSize();
    Encoder.Pass pass = filledPass(BATCH, LENGTH);
    pass.forward(parameters(), 0);
    float[] before = row(pass.embeddings(), 0, rowSize);

    overwrite(pass, 0, gaussian(BATCH * encoder().inputSize(), 1, 99));
    pass.forward(parameters(), 0);

    assertThat(row(pass.embeddings(), 0, rowSize)).isNotEqualTo(before);
  }

  @Test
  void forward_nanItem_makesTheEmbeddingsOfItsSequenceNanAndNoOthers() {
    int size = encoder().embeddingSize();
    Encoder.Pass pass = filledPass(BATCH, LENGTH);
    int time = encoder().contextLength() + 2;
    pass.input()[time * BATCH * encoder().inputSize()] = Float.NaN;

    pass.forward(parameters(), 0);

    for (float value : row(pass.embeddings(), 2 * BATCH, size)) {
      assertThat(value).isNaN();
    }
    for (int t = 0; t < LENGTH; t++) {
      for (int b = 0; b < BATCH; b++) {
        if (b > 0 || (t < 2 && encoder().causal())) {
          assertThat(row(pass.embeddings(), t * BATCH + b, size)).doesNotContain(Float.NaN);
        }
      }
    }
  }

  @Test
  void backward_nanItem_makesTheGradientNan() {
    Encoder.Pass pass = filledPass(BATCH, LENGTH);
    pass.input()[0] = Float.NaN;
    float[] gradient = new float[encoder().parameterCount()];

    pass.forward(parameters(), 0);
    pass.backward(parameters(), 0, embeddingGradient(pass), gradient);

    assertThat(gradient).contains(Float.NaN);
  }

  @Test
  void backward_anyEmbeddingGradient_equalsCentralDifferencesOfTheSlowReference() {
    Encoder.Pass pass = filledPass(BATCH, LENGTH);
    float[] weights = embeddingGradient(pass);
    float[] gradient = new float[encoder().parameterCount()];

    pass.forward(parameters(), 0);
    pass.backward(parameters(), 0, weights, gradient);

    double[] expected =
        gradient(
            p -> weightedSum(weights, slowEmbeddings(pass.input(), BATCH, p)), widen(parameters()));
    assertGradient(gradient, expected, 1e-3);
  }

  @Test
  void backward_sliceOfALargerVector_overwritesItAndNothingElse() {
    Encoder.Pass pass = filledPass(BATCH, LENGTH);
    float[] embeddingGradient = embeddingGradient(pass);
    float[] alone = new float[encoder().parameterCount()];
    pass.forward(parameters(), 0);
    pass.backward(parameters(), 0, embeddingGradient, alone);

    float[] unwritten = new float[alone.length];
    Arrays.fill(unwritten, Float.NaN);
    float[] gradient = withMargins(unwritten, 7f);
    float[] parameters = withMargins(parameters(), Float.NaN);
    pass.forward(parameters, MARGIN);
    pass.backward(parameters, MARGIN, embeddingGradient, gradient);

    assertThat(gradient).isEqualTo(withMargins(alone, 7f));
    assertThat(embeddingGradient).isEqualTo(embeddingGradient(pass));
  }

  /** An encoder that is not causal has a window of as many items as the passes here. */
  private Encoder.Stepper stepper(float[] parameters) {
    return encoder().newStepper(parameters, 0, LENGTH);
  }

  /** Whether a stepper must agree with a pass at a position: without looking ahead, at the last. */
  private boolean comparable(int position) {
    return position >= 0 && (encoder().causal() || position == LENGTH - 1);
  }

  @Test
  void step_fromAStateOfZeros_equalsForward() {
    Encoder encoder = encoder();
    Encoder.Pass pass = filledPass(1, LENGTH);
    pass.forward(parameters(), 0);
    Encoder.Stepper stepper = stepper(parameters());
    float[] state = new float[stepper.stateSize()];
    float[] embedding = new float[encoder.embeddingSize()];
    for (int t = 0; t < encoder.contextLength() + LENGTH; t++) {
      stepper.step(state, row(pass.input(), t, encoder.inputSize()), embedding);
      int position = t - encoder.contextLength();
      if (comparable(position)) {
        float[] encoded = row(pass.embeddings(), position, embedding.length);
        assertClose(embedding, widen(encoded), TOLERANCE);
      }
    }
  }

  @Test
  void step_afterReset_equalsForwardAfterAContextOfZeros() {
    Encoder encoder = encoder();
    Encoder.Pass pass = filledPass(1, LENGTH);
    Arrays.fill(pass.input(), 0, encoder.contextLength() * encoder.inputSize(), 0f);
    pass.forward(parameters(), 0);
    Encoder.Stepper stepper = stepper(parameters());
    float[] state = gaussian(stepper.stateSize(), 1, 5);
    float[] embedding = new float[encoder.embeddingSize()];
    stepper.reset(state);
    for (int t = 0; t < LENGTH; t++) {
      int time = encoder.contextLength() + t;
      stepper.step(state, row(pass.input(), time, encoder.inputSize()), embedding);
      if (comparable(t)) {
        assertClose(embedding, widen(row(pass.embeddings(), t, embedding.length)), TOLERANCE);
      }
    }
  }

  @Test
  void step_itemAndOwnWeights_areUntouched() {
    Encoder encoder = encoder();
    float[] parameters = parameters();
    Encoder.Stepper stepper = stepper(parameters);
    float[] item = gaussian(encoder.inputSize(), 1, 6);
    float[] before = stepFromReset(stepper, item);

    Arrays.fill(parameters, Float.NaN);

    assertThat(stepFromReset(stepper, item)).isEqualTo(before).doesNotContain(Float.NaN);
    assertThat(item).isEqualTo(gaussian(encoder.inputSize(), 1, 6));
  }

  @Test
  void step_nanItem_givesANanEmbedding() {
    float[] item = gaussian(encoder().inputSize(), 1, 6);
    item[0] = Float.NaN;

    float[] embedding = stepFromReset(stepper(parameters()), item);

    for (float value : embedding) {
      assertThat(value).isNaN();
    }
  }

  @Test
  void initialise_sameSeed_sameWeightsInsideItsSlice() {
    Encoder encoder = encoder();
    float[] first = new float[encoder.parameterCount()];
    float[] other = first.clone();
    float[] unwritten = first.clone();
    Arrays.fill(unwritten, Float.NaN);
    float[] inside = withMargins(unwritten, 7f);

    encoder.initialise(first, 0, new SplittableRandom(1));
    encoder.initialise(inside, MARGIN, new SplittableRandom(1));
    encoder.initialise(other, 0, new SplittableRandom(2));

    assertThat(inside).isEqualTo(withMargins(first, 7f)).doesNotContain(Float.NaN);
    assertThat(other).isNotEqualTo(first);
  }

  @Test
  void origins_inputsReorderedAndOneAdded_sameEmbeddingsWhereTheNewOneIsZero() {
    int inputs = encoder().inputSize();
    int[] from = new int[inputs + 1]; // the new one, then the others in reverse
    from[0] = -1;
    for (int i = 1; i <= inputs; i++) {
      from[i] = inputs - i;
    }
    Encoder wider = withInputs(inputs + 1);
    float[] weights = carried(wider.origins(from, inputs), wider.parameterCount());
    Encoder.Pass pass = filledPass(BATCH, LENGTH);
    Encoder.Pass widerPass = wider.newPass(BATCH, LENGTH);
    for (int i = 0; i < widerPass.input().length; i++) {
      int origin = from[i % (inputs + 1)];
      widerPass.input()[i] = origin < 0 ? 0f : pass.input()[i / (inputs + 1) * inputs + origin];
    }

    pass.forward(parameters(), 0);
    widerPass.forward(weights, 0);

    assertClose(widerPass.embeddings(), widen(pass.embeddings()), TOLERANCE);
  }

  @Test
  void origins_firstInputRemoved_sameEmbeddingsAsWithItAtZero() {
    int inputs = encoder().inputSize();
    int[] from = new int[inputs - 1];
    for (int i = 0; i < from.length; i++) {
      from[i] = i + 1;
    }
    Encoder narrower = withInputs(inputs - 1);
    float[] weights = carried(narrower.origins(from, inputs), narrower.parameterCount());
    Encoder.Pass pass = filledPass(BATCH, LENGTH);
    Encoder.Pass narrowerPass = narrower.newPass(BATCH, LENGTH);
    for (int row = 0; row < pass.input().length / inputs; row++) {
      pass.input()[row * inputs] = 0f;
      System.arraycopy(
          pass.input(), row * inputs + 1, narrowerPass.input(), row * (inputs - 1), inputs - 1);
    }

    pass.forward(parameters(), 0);
    narrowerPass.forward(weights, 0);

    assertClose(narrowerPass.embeddings(), widen(pass.embeddings()), TOLERANCE);
  }

  /** Weights of a new input are random: at zero it must not matter. */
  private float[] carried(int[] origins, int count) {
    assertThat(origins).hasSize(count);
    float[] weights = gaussian(count, 1, 8);
    for (int i = 0; i < count; i++) {
      if (origins[i] >= 0) {
        weights[i] = parameters()[origins[i]];
      }
    }
    return weights;
  }

  @Test
  void forwardAndBackward_repeated_allocateNothingPerCall() {
    Encoder.Pass pass = filledPass(BATCH, LENGTH);
    float[] parameters = parameters();
    float[] embeddingGradient = embeddingGradient(pass);
    float[] gradient = new float[parameters.length];

    long bytes =
        allocatedPerCall(
            () -> {
              pass.forward(parameters, 0);
              pass.backward(parameters, 0, embeddingGradient, gradient);
            });

    assertThat(bytes).isLessThan(mostBytesPerPass());
  }

  @Test
  void step_repeated_allocatesNothingPerCall() {
    Encoder.Stepper stepper = stepper(parameters());
    float[] state = new float[stepper.stateSize()];
    float[] item = gaussian(encoder().inputSize(), 1, 6);
    float[] embedding = new float[encoder().embeddingSize()];

    long bytes = allocatedPerCall(() -> stepper.step(state, item, embedding));

    assertThat(bytes).isLessThan(mostBytesPerStep());
  }

  @Test
  void newPass_noSequencesOrNoItems_isRefusedByName() {
    assertThatThrownBy(() -> encoder().newPass(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("batch must be at least 1, not 0");
    assertThatThrownBy(() -> encoder().newPass(1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("length must be at least 1, not 0");
  }

  /** Weights of a trained network rather than fresh ones: biases are not zero. */
  final float[] parameters() {
    return gaussian(encoder().parameterCount(), 0.4, 1);
  }

  final Encoder.Pass filledPass(int batch, int length) {
    Encoder.Pass pass = encoder().newPass(batch, length);
    int floats = (encoder().contextLength() + length) * batch * encoder().inputSize();
    assertThat(pass.input()).hasSize(floats);
    System.arraycopy(gaussian(floats, 1, 2), 0, pass.input(), 0, floats);
    return pass;
  }

  final float[] stepFromReset(Encoder.Stepper stepper, float[] item) {
    float[] state = new float[stepper.stateSize()];
    float[] embedding = new float[encoder().embeddingSize()];
    stepper.reset(state);
    stepper.step(state, item, embedding);
    return embedding;
  }

  static float[] row(float[] rows, int index, int size) {
    return Arrays.copyOfRange(rows, index * size, (index + 1) * size);
  }

  private static float[] embeddingGradient(Encoder.Pass pass) {
    return gaussian(pass.embeddings().length, 1, 3);
  }

  private float[] itemAt(Encoder.Pass pass, int time) {
    return row(pass.input(), time, BATCH * encoder().inputSize());
  }

  private static void overwrite(Encoder.Pass pass, int time, float[] items) {
    System.arraycopy(items, 0, pass.input(), time * items.length, items.length);
  }

  private static float[] withMargins(float[] slice, float margin) {
    float[] larger = new float[slice.length + 2 * MARGIN];
    Arrays.fill(larger, margin);
    System.arraycopy(slice, 0, larger, MARGIN, slice.length);
    return larger;
  }

  private static double weightedSum(float[] weights, double[] values) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += weights[i] * values[i];
    }
    return sum;
  }

  /** From and to the time-major arrays of a pass. */
  private double[] slowEmbeddings(float[] input, int batch, double[] parameters) {
    int inputs = encoder().inputSize();
    int size = encoder().embeddingSize();
    int times = input.length / (batch * inputs);
    double[] embeddings = new double[(times - encoder().contextLength()) * batch * size];
    for (int b = 0; b < batch; b++) {
      double[][] items = new double[times][];
      for (int t = 0; t < times; t++) {
        items[t] = widen(row(input, t * batch + b, inputs));
      }
      double[][] sequence = reference().encode(parameters, items);
      for (int t = 0; t < sequence.length; t++) {
        System.arraycopy(sequence[t], 0, embeddings, (t * batch + b) * size, size);
      }
    }
    return embeddings;
  }
}
