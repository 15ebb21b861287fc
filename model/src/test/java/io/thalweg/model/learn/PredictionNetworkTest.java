package io.thalweg.model.learn;

import static io.thalweg.model.testing.Numerics.assertGradient;
import static io.thalweg.model.testing.Numerics.gaussian;
import static io.thalweg.model.testing.Numerics.gradient;
import static io.thalweg.model.testing.Numerics.widen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.encoder.Positions;
import io.thalweg.model.encoder.SlowBag;
import io.thalweg.model.encoder.SlowEncoder;
import io.thalweg.model.encoder.SlowMlp;
import io.thalweg.model.encoder.SlowTransformer;
import io.thalweg.model.encoder.TransformerInput;
import io.thalweg.model.encoder.TransformerShape;
import io.thalweg.model.item.ScalePrior;
import io.thalweg.model.item.Segment;
import io.thalweg.model.optim.GlobalNorm;
import io.thalweg.model.pretext.PredictionTask;
import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.spec.Spec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every task through encoder, head and objective: loss and gradient against a network in double
 * precision. Sums of a few dozen terms of order one in single precision err by about 1e-6, which
 * 1e-3 of a component, and 1e-5 of the largest, leave room for.
 */
final class PredictionNetworkTest {
  private static final int BATCH = 3;
  private static final int LENGTH = 6;
  private static final int SIZE = 5;
  private static final float[] WEIGHTS = {1f, 0.5f, 0.25f};
  private static final TransformerInput TOKENS = new TransformerInput.Tokens(9);
  private static final TransformerShape SHAPE = new TransformerShape(1, 8, 2, SIZE);
  private static final Spec MLP =
      new Spec("mlp", Map.of("hidden", List.of(SIZE), "context", 1, "activation", "gelu"));

  /** What one row costs, given what is predicted of it. */
  private interface SlowLoss {
    double of(double[] prediction, float[] target);
  }

  private static double squaredError(double[] prediction, float[] target) {
    double sum = 0;
    int present = 0;
    for (int i = 0; i < target.length; i++) {
      if (!Float.isNaN(target[i])) {
        sum += (target[i] - prediction[i]) * (target[i] - prediction[i]);
        present++;
      }
    }
    return sum / present;
  }

  @ParameterizedTest
  @ValueSource(strings = {"next-item", "masked-item", "denoising"})
  void gradient_tasksOfReadings_equalsCentralDifferences(String task) {
    Map<String, Object> none = task.equals("next-item") ? Map.of("order", 0) : Map.of();
    Architecture architecture =
        new Architecture(4, MLP, new Spec(task, none), Spec.of("squared-error"));
    int inputs = architecture.newEncoder().inputSize();
    Segment[] segments = new Segment[BATCH];
    Arrays.setAll(segments, b -> readings(b, architecture.segmentContext()));

    check(
        architecture,
        segments,
        new SlowMlp(inputs, 1, SlowMlp::gelu, SIZE),
        PredictionNetworkTest::squaredError);
  }

  @Test
  void gradient_maskedPatch_equalsCentralDifferences() {
    Spec both =
        new Spec(
            "transformer",
            Map.of(
                "layers",
                1,
                "width",
                8,
                "heads",
                2,
                "feed-forward",
                SIZE,
                "attention",
                "bidirectional",
                "length",
                LENGTH));
    Architecture architecture =
        new Architecture(3, both, Spec.of("masked-patch"), Spec.of("squared-error"));
    Segment[] segments = new Segment[BATCH];
    Arrays.setAll(segments, b -> segment(gaussian(LENGTH * 3, 1, b), 0, 3));

    check(
        architecture,
        segments,
        new SlowTransformer(
            new TransformerInput.Items(4), SHAPE, false, 0, 1, new Positions.Learned(LENGTH)),
        PredictionNetworkTest::squaredError);
  }

  /**
   * Convolutions and their mirror have slow references of their own; that they are wired up rightly
   * shows in derivatives along random directions, here of the network in single precision itself. A
   * loss of about 1 is off by some 1e-6, over a step of .02 that is 1e-4 of a derivative of 1; the
   * third derivative takes about as much.
   */
  @ParameterizedTest
  @ValueSource(strings = {"squared-error", "gaussian"})
  void gradient_nextFrameThroughTheMirror_equalsDirectionalDifferences(String objective) {
    Spec conv =
        new Spec(
            "conv-net",
            Map.of(
                "frame",
                List.of(4, 3, 2),
                "context",
                1,
                "channels",
                List.of(3),
                "embedding",
                SIZE,
                "activation",
                "gelu"));
    Architecture architecture =
        new Architecture(24, conv, Spec.of("next-frame"), Spec.of(objective));
    Segment[] segments = new Segment[BATCH];
    Arrays.setAll(segments, b -> segment(gaussian((2 + LENGTH) * 24, 0.5, b), 2, 24));
    checkAlongDirections(architecture, segments);
  }

  /** Slow references of bag and negative sampling are in their own tests. */
  @ParameterizedTest
  @ValueSource(strings = {"skip-gram", "cbow"})
  void gradient_wordVectors_equalsDirectionalDifferences(String task) {
    Architecture architecture =
        new Architecture(
            1,
            new Spec("bag", Map.of("vocabulary", 9, "dimension", SIZE)),
            new Spec(task, Map.of("vocabulary", 7, "window", 2)),
            new Spec("negative-sampling", Map.of("vocabulary", 7, "width", SIZE, "negatives", 3)));
    Segment[] segments = new Segment[BATCH];
    Arrays.setAll(segments, b -> tokens(b, architecture.segmentContext()));
    checkAlongDirections(architecture, segments);
  }

  @Test
  void gradient_cbowThroughALinearHead_equalsCentralDifferences() {
    Architecture architecture =
        new Architecture(
            1,
            new Spec("bag", Map.of("vocabulary", 9, "dimension", SIZE)),
            new Spec("cbow", Map.of("vocabulary", 7, "window", 2)),
            new Spec("softmax", Map.of("vocabulary", 7)));
    Segment[] segments = new Segment[BATCH];
    Arrays.setAll(segments, b -> tokens(b, architecture.segmentContext()));
    check(architecture, segments, new SlowBag(SIZE), PredictionNetworkTest::crossEntropy);
  }

  /** A head that predicts zero, and output vectors of zero, would never move each other. */
  @Test
  void gradient_negativeSamplingBehindAFreshLinearHead_isNotZero() {
    Architecture architecture =
        new Architecture(
            1,
            new Spec("gru", Map.of("vocabulary", 9, "hidden", SIZE, "context", 2)),
            new Spec("next-token", Map.of("vocabulary", 7)),
            new Spec("negative-sampling", Map.of("vocabulary", 7, "width", SIZE)));
    Segment[] segments = new Segment[BATCH];
    Arrays.setAll(segments, b -> tokens(b, architecture.segmentContext()));
    float[] parameters = architecture.initialise(1);
    PredictionNetwork network = new PredictionNetwork(architecture, BATCH, LENGTH);
    float[] gradient = new float[parameters.length];

    network.score(parameters, segments, new SplittableRandom(5));
    network.gradient(parameters, WEIGHTS, gradient);

    assertThat(GlobalNorm.of(gradient)).isGreaterThan(0.01);
  }

  private static void checkAlongDirections(Architecture architecture, Segment[] segments) {
    float[] parameters = gaussian(architecture.parameterCount(), 0.2, 1);
    PredictionNetwork network = new PredictionNetwork(architecture, BATCH, LENGTH);
    float[] actual = new float[parameters.length];
    network.score(parameters, segments, new SplittableRandom(5));
    network.gradient(parameters, WEIGHTS, actual);
    double norm = 0;
    for (float slope : actual) {
      norm += slope * slope;
    }
    for (int seed = 0; seed < 5; seed++) {
      float[] direction = gaussian(parameters.length, 1, 50 + seed);
      double expected = 0;
      for (int i = 0; i < direction.length; i++) {
        // Partly along the gradient, so that there is something to see.
        direction[i] = (float) (0.05 * direction[i] + actual[i] / Math.sqrt(norm));
        expected += direction[i] * actual[i];
      }
      double above = weighted(network, along(parameters, direction, 0.01f), segments);
      double below = weighted(network, along(parameters, direction, -0.01f), segments);
      assertThat((above - below) / 0.02).isCloseTo(expected, within(1e-3 * Math.abs(expected)));
    }
  }

  private static float[] along(float[] from, float[] direction, float step) {
    float[] to = from.clone();
    for (int i = 0; i < to.length; i++) {
      to[i] += step * direction[i];
    }
    return to;
  }

  private static double weighted(
      PredictionNetwork network, float[] parameters, Segment[] segments) {
    double[] losses = network.score(parameters, segments, new SplittableRandom(5));
    double sum = 0;
    for (int b = 0; b < BATCH; b++) {
      sum += WEIGHTS[b] * losses[b] / BATCH;
    }
    return sum;
  }

  @Test
  void gradient_nextToken_equalsCentralDifferences() {
    checkTokens(
        new Spec("next-token", Map.of("vocabulary", 7)),
        Map.of("context", 2, "window", 4),
        new SlowTransformer(TOKENS, SHAPE, true, 2, 4, new Positions.Rotary()));
  }

  @Test
  void gradient_maskedToken_equalsCentralDifferences() {
    checkTokens(
        new Spec("masked-token", Map.of("vocabulary", 7, "share", 0.4)),
        Map.of("attention", "bidirectional", "length", LENGTH),
        new SlowTransformer(TOKENS, SHAPE, false, 0, 1, new Positions.Learned(LENGTH)));
  }

  private static void checkTokens(Spec task, Map<String, Object> options, SlowEncoder slow) {
    Map<String, Object> all = new HashMap<>(options);
    all.putAll(Map.of("vocabulary", 9, "layers", 1, "width", 8, "heads", 2, "feed-forward", SIZE));
    Architecture architecture =
        new Architecture(
            1, new Spec("transformer", all), task, new Spec("softmax", Map.of("vocabulary", 7)));
    Segment[] segments = new Segment[BATCH];
    Arrays.setAll(segments, b -> tokens(b, architecture.segmentContext()));
    check(architecture, segments, slow, PredictionNetworkTest::crossEntropy);
  }

  private static Segment tokens(int seed, int context) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] items = new float[context + LENGTH];
    for (int i = 0; i < items.length; i++) {
      items[i] = random.nextInt(10) == 0 ? Float.NaN : random.nextInt(7);
    }
    return segment(items, context, 1);
  }

  private static double crossEntropy(double[] logits, float[] target) {
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit);
    }
    return Math.log(sum) - logits[(int) target[0]];
  }

  /** Two fields, one value in ten missing. */
  private static Segment readings(int seed, int context) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] items = new float[(context + LENGTH) * 4];
    for (int i = 0; i < items.length; i++) {
      items[i] = random.nextInt(10) == 0 ? Float.NaN : (float) random.nextGaussian();
    }
    return segment(items, context, 2);
  }

  static Segment segment(float[] items, int context, int fields) {
    ScalePrior scales = new ScalePrior(new double[fields], new double[fields], new double[fields]);
    return new Segment("e", 0, 0, 0, LENGTH, context, LENGTH, items, scales);
  }

  private static void check(
      Architecture architecture, Segment[] segments, SlowEncoder encoder, SlowLoss loss) {
    float[] parameters = gaussian(architecture.parameterCount(), 0.4, 1);
    PredictionNetwork network = new PredictionNetwork(architecture, BATCH, LENGTH);
    float[] actual = new float[parameters.length];

    double[] losses = network.score(parameters, segments, new SplittableRandom(5)).clone();
    network.gradient(parameters, WEIGHTS, actual);

    Reference reference = new Reference(architecture, segments, encoder, loss);
    for (int b = 0; b < BATCH; b++) {
      assertThat(losses[b]).isCloseTo(reference.loss(widen(parameters), b), within(1e-4));
    }
    assertGradient(actual, gradient(reference::weighted, widen(parameters)), 1e-3);
  }

  /** The same batch, one row after the other. */
  private static final class Reference {
    private final Architecture architecture;
    private final SlowEncoder encoder;
    private final SlowLoss slowLoss;
    private final float[] input;
    private final float[] target;
    private final int inputSize;
    private final int targetSize;
    private final int context;

    Reference(Architecture architecture, Segment[] segments, SlowEncoder encoder, SlowLoss loss) {
      this.architecture = architecture;
      this.encoder = encoder;
      slowLoss = loss;
      PredictionTask task = architecture.predictionTask();
      inputSize = architecture.newEncoder().inputSize();
      targetSize = task.targetSize(architecture.itemSize());
      context = architecture.newEncoder().contextLength();
      input = new float[(context + LENGTH) * BATCH * inputSize];
      target = new float[LENGTH * BATCH * targetSize];
      task.derive(segments, BATCH, new SplittableRandom(5), input, target);
    }

    double weighted(double[] parameters) {
      double sum = 0;
      for (int b = 0; b < BATCH; b++) {
        sum += WEIGHTS[b] * loss(parameters, b) / BATCH;
      }
      return sum;
    }

    /** Mean over the rows that have anything to predict. */
    double loss(double[] parameters, int b) {
      double[][] items = new double[context + LENGTH][];
      for (int t = 0; t < items.length; t++) {
        items[t] = widen(row(input, t * BATCH + b, inputSize));
      }
      double[][] embeddings = encoder.encode(parameters, items);
      double sum = 0;
      int rows = 0;
      for (int t = 0; t < LENGTH; t++) {
        float[] wanted = row(target, t * BATCH + b, targetSize);
        boolean any = false;
        for (float value : wanted) {
          any |= !Float.isNaN(value);
        }
        if (any) {
          sum += slowLoss.of(predict(parameters, embeddings[t]), wanted);
          rows++;
        }
      }
      return sum / rows;
    }

    private double[] predict(double[] parameters, double[] embedding) {
      int outputs = architecture.newObjective().predictionSize();
      int bias = architecture.headOffset() + embedding.length * outputs;
      double[] prediction = Arrays.copyOfRange(parameters, bias, bias + outputs);
      for (int i = 0; i < embedding.length; i++) {
        for (int o = 0; o < outputs; o++) {
          prediction[o] += embedding[i] * parameters[architecture.headOffset() + i * outputs + o];
        }
      }
      return prediction;
    }

    private static float[] row(float[] rows, int index, int size) {
      return Arrays.copyOfRange(rows, index * size, (index + 1) * size);
    }
  }

  @Test
  void score_segmentWithNothingToPredict_costsNothingAndTeachesNothing() {
    Architecture architecture =
        new Architecture(4, MLP, Spec.of("masked-item"), Spec.of("squared-error"));
    float[] nothing = new float[(1 + LENGTH) * 4];
    Arrays.fill(nothing, Float.NaN);
    Segment[] segments = new Segment[BATCH];
    Arrays.setAll(segments, b -> segment(nothing, 1, 2));
    float[] parameters = gaussian(architecture.parameterCount(), 0.4, 1);
    PredictionNetwork network = new PredictionNetwork(architecture, BATCH, LENGTH);
    float[] gradient = new float[parameters.length];

    assertThat(network.score(parameters, segments, new SplittableRandom(5))).containsOnly(0);
    network.gradient(parameters, WEIGHTS, gradient);

    for (float value : gradient) {
      assertThat(value).isZero();
    }
  }
}
