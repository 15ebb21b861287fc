package io.thalweg.model.pretext;

import static io.thalweg.model.testing.Numerics.allocatedPerCall;
import static io.thalweg.model.testing.Numerics.assertGradient;
import static io.thalweg.model.testing.Numerics.gaussian;
import static io.thalweg.model.testing.Numerics.gradient;
import static io.thalweg.model.testing.Numerics.widen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.encoder.CausalConv;
import io.thalweg.model.encoder.Encoder;
import io.thalweg.model.encoder.SlowCausalConv;
import io.thalweg.model.item.ScalePrior;
import io.thalweg.model.item.Segment;
import io.thalweg.model.objective.PairObjective;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What holds for every task of pairs. The reference is the whole network in double precision: a
 * slow encoder, a slow head, a slow objective, from inputs derived by hand.
 */
abstract class PairTaskContract {
  static final int BATCH = 4;
  static final int LENGTH = 6;
  static final int ITEM = 4;
  static final int CHANNELS = 5;
  static final long SEED = 3;
  private static final float WEIGHT = 0.5f;

  final Encoder encoder = encoder();
  private final PairTask task = task();
  final Segment[] segments = segments(task.segmentContext(encoder.contextLength()));
  private final float[] parameters = parameters(encoder, 5);
  private final float[] gradient = new float[parameters.length];
  private final PairTask.Pass pass = task.newPass(encoder, objective(), BATCH, LENGTH);

  /** The task, with nothing random that depends on the number of fields. */
  abstract PairTask task();

  abstract PairObjective objective();

  /**
   * The loss by its definition, of {@link #segments} with randomness seeded by {@link #SEED}.
   *
   * @param parameters the encoder's, then the head's
   */
  abstract double slow(double[] parameters);

  Encoder encoder() {
    return encoder(ITEM);
  }

  /** Of different entities. */
  Segment[] segments(int context) {
    return segments(context, ITEM);
  }

  static Encoder encoder(int items) {
    return new CausalConv(items, CHANNELS, 2, 1, 2);
  }

  static double[][] slowEncode(double[] parameters, double[][] items) {
    return new SlowCausalConv(ITEM, CHANNELS, 2, 1, 2).encode(parameters, items);
  }

  /** A row through a {@link Projector}, by its definition. */
  static double[] slowProject(
      double[] parameters, int offset, int width, int layers, double[] input) {
    double[] row = input;
    int at = offset;
    for (int l = 0; l < layers; l++) {
      double[] next = new double[width];
      for (int c = 0; c < width; c++) {
        double sum = parameters[at + row.length * width + c];
        for (int i = 0; i < row.length; i++) {
          sum += row[i] * parameters[at + i * width + c];
        }
        next[c] = l == layers - 1 ? sum : gelu(sum);
      }
      at += (row.length + 1) * width;
      row = next;
    }
    return row;
  }

  private static double gelu(double x) {
    return x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))) / 2;
  }

  /** Rows of different entities; one value is missing. */
  static Segment[] segments(int context, int itemSize) {
    Segment[] segments = new Segment[BATCH];
    for (int b = 0; b < BATCH; b++) {
      float[] items = gaussian((context + LENGTH) * itemSize, 1, 100 + b);
      segments[b] = segment("e" + b, context, items);
    }
    segments[1].items()[context * itemSize + 1] = Float.NaN;
    return segments;
  }

  static Segment segment(String entity, int context, float[] items) {
    ScalePrior scales = new ScalePrior(new double[2], new double[2], new double[2]);
    return new Segment(entity, 0, 0, 0, LENGTH, context, LENGTH, items, scales);
  }

  private float[] parameters(Encoder of, long seed) {
    float[] weights = new float[of.parameterCount() + task.headSize(of)];
    SplittableRandom random = new SplittableRandom(seed);
    of.initialise(weights, 0, random);
    task.initialiseHead(of, weights, of.parameterCount(), random);
    // Biases start at zero; here they must matter.
    float[] more = gaussian(weights.length, 0.1, seed);
    for (int i = 0; i < weights.length; i++) {
      weights[i] += more[i];
    }
    return weights;
  }

  private static SplittableRandom random() {
    return new SplittableRandom(SEED);
  }

  private void scoreAndDifferentiate() {
    pass.score(parameters, segments, random());
    pass.gradient(parameters, WEIGHT, gradient);
  }

  @Test
  void score_anyBatch_equalsTheSlowReference() {
    double expected = slow(widen(parameters));

    assertThat(expected).isGreaterThan(0.1);
    assertThat(pass.score(parameters, segments, random()))
        .isCloseTo(expected, within(5e-5 * expected));
  }

  /**
   * Relative error 1e-3: single precision has 6e-8, and a component is a sum of up to 200 products
   * through four layers, whose terms may cancel by two orders of magnitude.
   */
  @Test
  void gradient_allParameters_equalCentralDifferences() {
    scoreAndDifferentiate();

    assertGradient(gradient, gradient(p -> WEIGHT * slow(p), widen(parameters)), 1e-3);
  }

  @Test
  void gradient_largerWeight_isProportional() {
    scoreAndDifferentiate();
    float[] half = gradient.clone();

    pass.score(parameters, segments, random());
    pass.gradient(parameters, 2 * WEIGHT, gradient);

    for (int i = 0; i < half.length; i++) {
      assertThat(gradient[i]).isCloseTo(2 * half[i], within(1e-5f));
    }
  }

  @Test
  void scoreAndGradient_segmentsAndParameters_areUntouched() {
    float[][] items = Arrays.stream(segments).map(s -> s.items().clone()).toArray(float[][]::new);
    float[] weights = parameters.clone();

    scoreAndDifferentiate();

    assertThat(parameters).isEqualTo(weights);
    for (int b = 0; b < BATCH; b++) {
      assertThat(segments[b].items()).isEqualTo(items[b]);
    }
  }

  @Test
  void score_sameRandomState_isTheSame_anotherIsNot() {
    double loss = pass.score(parameters, segments, random());
    double other = pass.score(parameters, segments, new SplittableRandom(SEED + 1));

    assertThat(pass.score(parameters, segments, random())).isEqualTo(loss);
    assertThat(other).isNotEqualTo(loss);
  }

  @Test
  void scoreAndGradient_segmentOfWhichNothingIsThere_areFinite() {
    Arrays.fill(segments[2].items(), Float.NaN);

    assertThat(pass.score(parameters, segments, random())).isFinite();
    pass.gradient(parameters, WEIGHT, gradient);

    for (float value : gradient) {
      assertThat(value).isFinite();
    }
  }

  @Test
  void score_notFiniteWeights_isNotHidden() {
    parameters[encoder.parameterCount() - 1] = Float.NaN;

    assertThat(pass.score(parameters, segments, random())).isNaN();
  }

  @Test
  void embeddings_ofABatch_areOnePerPositionAndSegment() {
    pass.score(parameters, segments, random());

    assertThat(pass.embeddings()).hasSize(task.positions(LENGTH) * BATCH * encoder.embeddingSize());
  }

  @Test
  void scoreAndGradient_repeated_allocateNothing() {
    SplittableRandom random = random();

    long bytes =
        allocatedPerCall(
            () -> {
              pass.score(parameters, segments, random);
              pass.gradient(parameters, WEIGHT, gradient);
            });

    assertThat(bytes).isLessThan(16);
  }

  /** Fields {@code a, b} become {@code b, new, a}: levels, then changes. */
  @Test
  void headOrigins_fieldsMovedAndAdded_carriedOverLossIsTheSame() {
    int[] inputs = {1, -1, 0, 3, -1, 2};
    Encoder wider = encoder(inputs.length);
    int[] head = task.headOrigins(wider, inputs, ITEM);
    int[] body = wider.origins(inputs, ITEM);
    assertThat(head).hasSize(task.headSize(wider));
    float[] carried = new float[body.length + head.length];
    for (int i = 0; i < carried.length; i++) {
      int from = i < body.length ? body[i] : head[i - body.length];
      int older = i < body.length ? from : encoder.parameterCount() + from;
      carried[i] = from < 0 ? 0 : parameters[older];
    }
    Segment[] mapped = Arrays.stream(segments).map(s -> mapped(s, inputs)).toArray(Segment[]::new);

    double loss = pass.score(parameters, segments, random());
    double after = task.newPass(wider, objective(), BATCH, LENGTH).score(carried, mapped, random());

    assertThat(after).isCloseTo(loss, within(1e-5 * loss));
  }

  private static Segment mapped(Segment segment, int[] inputs) {
    int items = segment.items().length / ITEM;
    float[] values = new float[items * inputs.length];
    for (int t = 0; t < items; t++) {
      for (int i = 0; i < inputs.length; i++) {
        values[t * inputs.length + i] =
            inputs[i] < 0 ? Float.NaN : segment.items()[t * ITEM + inputs[i]];
      }
    }
    return segment(segment.entity(), segment.context(), values);
  }
}
