package io.thalweg.model.encoder;

import static io.thalweg.model.testing.Numerics.allocatedPerCall;
import static io.thalweg.model.testing.Numerics.assertClose;
import static io.thalweg.model.testing.Numerics.assertGradient;
import static io.thalweg.model.testing.Numerics.gaussian;
import static io.thalweg.model.testing.Numerics.gradient;
import static io.thalweg.model.testing.Numerics.widen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.spec.Spec;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ids are no values, so that {@link EncoderContract}'s laws are written for them here. */
final class BagTest {
  private static final int IDS = 3;
  private static final int VOCABULARY = 7;
  private static final int WIDTH = 5;
  private static final int BATCH = 2;
  private static final int LENGTH = 3;
  private static final int MARGIN = 4;

  private final Bag encoder = new Bag(IDS, VOCABULARY, WIDTH);
  private final float[] parameters = gaussian(encoder.parameterCount(), 0.4, 1);
  private final float[] slope = gaussian(BATCH * LENGTH * WIDTH, 1, 3);

  /** {@code [length, batch, ids]}: one twice in an item, one item of nothing; 4 never comes. */
  private final float[] ids = {3, 0, 6, 0, 0, 2, 1, 1, 5, 0, 0, 0, 2, 3, 5, 6, 6, 6};

  @Test
  void forward_anyIds_equalsTheSlowReference() {
    Encoder.Pass pass = filled();

    pass.forward(parameters, 0);

    assertClose(pass.embeddings(), slow(widen(parameters)), 1e-6);
    assertThat(pass.input()).isEqualTo(ids);
  }

  @Test
  void forward_itemOfNothing_isZeros() {
    Encoder.Pass pass = filled();

    pass.forward(parameters, 0);

    assertThat(EncoderContract.row(pass.embeddings(), 3, WIDTH)).containsOnly(0f);
  }

  @Test
  void forward_anotherItemChanged_changesNoOther() {
    Encoder.Pass pass = filled();
    pass.forward(parameters, 0);
    float[] before = pass.embeddings().clone();

    pass.input()[2 * IDS] = 4;
    pass.forward(parameters, 0);

    for (int row = 0; row < BATCH * LENGTH; row++) {
      boolean same =
          Arrays.equals(
              EncoderContract.row(pass.embeddings(), row, WIDTH),
              EncoderContract.row(before, row, WIDTH));
      assertThat(same).as("row %d", row).isEqualTo(row != 2);
    }
    assertThat(encoder.contextFree()).isTrue();
    assertThat(encoder.causal()).isTrue();
  }

  @Test
  void backward_anyEmbeddingGradient_equalsCentralDifferences() {
    Encoder.Pass pass = filled();
    float[] gradient = new float[parameters.length];
    Arrays.fill(gradient, Float.NaN); // overwritten, wherever it is zero, too

    pass.forward(parameters, 0);
    pass.backward(parameters, 0, slope, gradient);

    assertGradient(gradient, gradient(this::weighted, widen(parameters)), 1e-3);
    for (int unused : new int[] {0, 4}) {
      assertThat(EncoderContract.row(gradient, unused, WIDTH)).containsOnly(0f);
    }
  }

  @Test
  void forwardAndBackward_sliceOfALargerVector_useItAndNothingElse() {
    Encoder.Pass pass = filled();
    float[] alone = new float[parameters.length];
    pass.forward(parameters, 0);
    pass.backward(parameters, 0, slope, alone);
    float[] embeddings = pass.embeddings().clone();
    float[] larger = withMargins(parameters, Float.NaN);
    float[] gradient = withMargins(new float[parameters.length], 7f);

    pass.forward(larger, MARGIN);
    pass.backward(larger, MARGIN, slope, gradient);

    assertThat(pass.embeddings()).isEqualTo(embeddings);
    assertThat(gradient).isEqualTo(withMargins(alone, 7f));
    assertThat(slope).isEqualTo(gaussian(slope.length, 1, 3));
  }

  @Test
  void step_anyItem_equalsForward_withWeightsOfItsOwn() {
    Encoder.Pass pass = filled();
    pass.forward(parameters, 0);
    float[] weights = withMargins(parameters, Float.NaN);
    Encoder.Stepper stepper = encoder.newStepper(weights, MARGIN);
    Arrays.fill(weights, Float.NaN);
    float[] embedding = new float[WIDTH];
    float[] state = new float[stepper.stateSize()];
    for (int row = 0; row < BATCH * LENGTH; row++) {
      stepper.reset(state);
      stepper.step(state, EncoderContract.row(ids, row, IDS), embedding);

      assertThat(embedding).isEqualTo(EncoderContract.row(pass.embeddings(), row, WIDTH));
    }
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
      assertThatThrownBy(() -> stepper.step(new float[0], new float[] {0, id, 1}, new float[WIDTH]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(message);
    }
  }

  @Test
  void initialise_sameSeed_sameSmallWeightsInsideItsSlice() {
    float[] first = new float[encoder.parameterCount()];
    float[] inside = withMargins(new float[first.length], 7f);
    float[] other = first.clone();

    encoder.initialise(first, 0, new SplittableRandom(1));
    encoder.initialise(inside, MARGIN, new SplittableRandom(1));
    encoder.initialise(other, 0, new SplittableRandom(2));

    assertThat(inside).isEqualTo(withMargins(first, 7f));
    assertThat(other).isNotEqualTo(first);
    for (float value : first) {
      assertThat(value).isBetween(-0.1f, 0.1f).isNotZero(); // 1 / (2 * 5)
    }
  }

  @Test
  void origins_otherNumberOfIds_areTheWholeTable() {
    int[] same = IntStream.range(0, encoder.parameterCount()).toArray();

    assertThat(encoder.origins(new int[] {2, 0, 1}, 3)).isEqualTo(same);
    assertThat(encoder.origins(new int[] {0, -1, -1}, 1)).isEqualTo(same);
    assertThatThrownBy(() -> encoder.origins(new int[1], 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("inputs must be 3, not 1");
  }

  @Test
  void head_asWideAsTheEmbedding_isTheEmbeddingItself() {
    Head head = encoder.head(WIDTH);
    float[] embeddings = gaussian(2 * WIDTH, 1, 4);
    Head.Pass pass = head.newPass(2);
    float[] prediction = new float[WIDTH];

    head.newStepper(parameters, 0).predict(EncoderContract.row(embeddings, 1, WIDTH), prediction);

    assertThat(head.parameterCount()).isZero();
    assertThat(pass.forward(parameters, 0, embeddings)).isEqualTo(gaussian(2 * WIDTH, 1, 4));
    assertThat(pass.backward(slope, new float[0], 0)).isEqualTo(gaussian(slope.length, 1, 3));
    assertThat(prediction).isEqualTo(EncoderContract.row(embeddings, 1, WIDTH));
    assertThat(head.origins(new int[] {0, 1, 2, 3, 4}, WIDTH)).isEmpty();
    assertThatThrownBy(() -> head.origins(new int[] {1, 0, 2, 3, 4}, WIDTH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("floats of an embedding cannot be added, moved or removed");
  }

  @Test
  void head_ofAnotherWidth_isLinear() {
    assertThat(encoder.head(WIDTH + 1)).isEqualTo(new LinearHead(WIDTH, WIDTH + 1));
  }

  @Test
  void create_options_areTaken_andAVocabularyIsWanted() {
    Encoder bag = Encoders.create(4, new Spec("bag", Map.of("vocabulary", 50, "dimension", 8)));

    assertThat(bag.inputSize()).isEqualTo(4);
    assertThat(bag.vocabulary()).hasValue(50);
    assertThat(bag.embeddingSize()).isEqualTo(8);
    assertThat(bag.parameterCount()).isEqualTo(400);
    assertThatThrownBy(() -> Encoders.create(4, Spec.of("bag")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bag.vocabulary must say how many ids there are");
  }

  @Test
  void forwardBackwardAndStep_repeated_allocateNothing() {
    Encoder.Pass pass = filled();
    Encoder.Stepper stepper = encoder.newStepper(parameters, 0);
    float[] gradient = new float[parameters.length];
    float[] embedding = new float[WIDTH];
    float[] item = {1, 2, 3};
    float[] state = {};

    long bytes =
        allocatedPerCall(
            () -> {
              pass.forward(parameters, 0);
              pass.backward(parameters, 0, slope, gradient);
              stepper.step(state, item, embedding);
            });

    assertThat(bytes).isLessThan(16);
  }

  private Encoder.Pass filled() {
    Encoder.Pass pass = encoder.newPass(BATCH, LENGTH);
    System.arraycopy(ids, 0, pass.input(), 0, ids.length);
    return pass;
  }

  /** A row after the other: none knows of another. */
  private double[] slow(double[] table) {
    double[][] items = new double[BATCH * LENGTH][];
    Arrays.setAll(items, row -> widen(EncoderContract.row(ids, row, IDS)));
    return Arrays.stream(new SlowBag(WIDTH).encode(table, items))
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  private double weighted(double[] table) {
    double[] embeddings = slow(table);
    double sum = 0;
    for (int i = 0; i < embeddings.length; i++) {
      sum += slope[i] * embeddings[i];
    }
    return sum;
  }

  private static float[] withMargins(float[] slice, float margin) {
    float[] larger = new float[slice.length + 2 * MARGIN];
    Arrays.fill(larger, margin);
    System.arraycopy(slice, 0, larger, MARGIN, slice.length);
    return larger;
  }
}
