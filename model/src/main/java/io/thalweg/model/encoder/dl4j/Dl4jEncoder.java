package io.thalweg.model.encoder.dl4j;

import com.fasterxml.jackson.databind.JsonNode;
import io.thalweg.model.encoder.Encoder;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.util.CrashReportingUtil;

/**
 * Any network of Deeplearning4j as the encoder: a {@code MultiLayerNetwork} or a {@code
 * ComputationGraph} of one input and one output, given by its own JSON ({@code toJson()}), without
 * an output layer. Its parameters are a slice of the learner's flat vector in DL4J's own order, and
 * the learner's objective, optimizer and guards train it.
 *
 * <p>There are two ways through time:
 *
 * <ul>
 *   <li>A network with recurrent layers, all others working on one time step at a time, runs over
 *       the whole segment in DL4J's {@code [batch, features, time]}. As with {@code Gru} a pass
 *       begins with a state of zeros and runs {@code contextLength} items of burn-in; serving goes
 *       on from the layers' states ({@code rnnTimeStep}), which are copied out and in.
 *   <li>Any other sees for each embedding the window of the last {@code contextLength + 1} items,
 *       as {@code [rows, features, time]} if its first layer takes sequences, otherwise flattened,
 *       oldest item first. Of an output with a time axis the last step is the embedding. Serving
 *       keeps the window and computes all of it again.
 * </ul>
 *
 * <p>Numbers of inputs ({@code nIn}) follow from the items and the layers before. What a network
 * may consist of, and why: {@link AllowedClasses}, {@link CheckedJson}.
 *
 * <p>Cost: DL4J's. Each of its operations costs 10-50 us whatever its size, so a step is 8 to 24
 * times slower than the encoders of this project at the sizes of {@code bench core}, and it
 * allocates. Deterministic for one thread and binary. The encoder is thread-safe; passes and
 * steppers are not. A NaN item makes NaN of what the layers make of it: with rectifiers that may be
 * zero, so serve such networks items without.
 */
public final class Dl4jEncoder implements Encoder {
  private final JsonNode json;
  private final int inputSize;
  private final int contextLength;
  private final boolean streams;
  private final boolean sequences;
  private final int embeddingSize;
  private final int parameterCount;

  static {
    CrashReportingUtil.crashDumpsEnabled(false);
  }

  /**
   * @param inputSize floats of one item, at least 1
   * @param contextLength items before the one that is embedded, or of burn-in; at least 0
   * @param configuration JSON of a {@code MultiLayerConfiguration} or a {@code
   *     ComputationGraphConfiguration}
   */
  public Dl4jEncoder(int inputSize, int contextLength, String configuration) {
    if (inputSize < 1) {
      throw new IllegalArgumentException("inputSize must be at least 1, not " + inputSize);
    }
    if (contextLength < 0) {
      throw new IllegalArgumentException("contextLength must be at least 0, not " + contextLength);
    }
    this.inputSize = inputSize;
    this.contextLength = contextLength;
    json = CheckedJson.of(configuration);
    streams = Blueprint.streams(json);
    Blueprint blueprint = Blueprint.read(json);
    Fit fit = fit(blueprint);
    sequences = fit.sequences();
    embeddingSize = embeddingSize(fit.output());
    long count = blueprint.parameterCount();
    if (count < 1 || count > Blueprint.MOST_PARAMETERS) {
      throw new IllegalArgumentException(
          "a dl4j network must have 1 to %,d parameters, not %,d"
              .formatted(Blueprint.MOST_PARAMETERS, count));
    }
    parameterCount = (int) count;
  }

  private record Fit(boolean sequences, InputType output) {}

  /** As a flattened window if its first layer takes that, otherwise as a sequence. */
  private Fit fit(Blueprint blueprint) {
    if (!streams) {
      try {
        return new Fit(false, blueprint.fit(InputType.feedForward((long) window() * inputSize)));
      } catch (RuntimeException e) {
        // Then it must be sequences; if it is neither, what is said of those is thrown.
      }
    }
    try {
      return new Fit(true, blueprint.fit(InputType.recurrent(inputSize, window())));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "the dl4j network does not fit %d items of %d values: %s"
              .formatted(window(), inputSize, e.getMessage()),
          e);
    }
  }

  private static int embeddingSize(InputType output) {
    long size;
    if (output instanceof InputType.InputTypeFeedForward flat) {
      size = flat.getSize();
    } else if (output instanceof InputType.InputTypeRecurrent sequence) {
      size = sequence.getSize();
    } else {
      throw new IllegalArgumentException(
          "a dl4j network must give vectors or sequences of them, not " + output);
    }
    return Math.toIntExact(size);
  }

  @Override
  public int inputSize() {
    return inputSize;
  }

  @Override
  public int embeddingSize() {
    return embeddingSize;
  }

  @Override
  public int contextLength() {
    return contextLength;
  }

  @Override
  public int parameterCount() {
    return parameterCount;
  }

  /** As the network's own initialisers say. */
  @Override
  public void initialise(float[] parameters, int offset, SplittableRandom random) {
    Arrays.get(newNetwork(random.nextLong()).parameters(), parameters, offset);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the items first meet something else than weights of their
   *     own (an image's convolution, an element-wise vertex) and inputs change
   */
  @Override
  public int[] origins(int[] inputs, int olderInputSize) {
    if (inputs.length != inputSize) {
      throw new IllegalArgumentException(
          "origins of %d inputs for an encoder of %d".formatted(inputs.length, inputSize));
    }
    Dl4jEncoder older = new Dl4jEncoder(olderInputSize, contextLength, json.toString());
    return new InputOrigins(newNetwork(0), older.newNetwork(0))
        .of(inputs, olderInputSize, sequences ? 1 : window());
  }

  @Override
  public Pass newPass(int batch, int length) {
    positive("batch", batch);
    positive("length", length);
    return streams ? new SegmentPass(this, batch, length) : new WindowPass(this, batch, length);
  }

  @Override
  public Stepper newStepper(float[] parameters, int offset) {
    return streams
        ? new StateStepper(this, parameters, offset)
        : new WindowStepper(this, parameters, offset);
  }

  /** Items one embedding is computed from, where the network sees windows. */
  int window() {
    return contextLength + 1;
  }

  /** Whether windows are handed over with a time axis. */
  boolean sequences() {
    return sequences;
  }

  /** The network with its working memory. */
  Network newNetwork(long seed) {
    Blueprint blueprint = Blueprint.read(json);
    fit(blueprint);
    return blueprint.build(seed);
  }

  /** The same with these weights. */
  Network newNetwork(float[] parameters, int offset) {
    Network network = newNetwork(0);
    Arrays.put(parameters, offset, network.parameters());
    return network;
  }

  private static void positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, not " + value);
    }
  }
}
