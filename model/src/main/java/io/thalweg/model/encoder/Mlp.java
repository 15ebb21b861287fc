package io.thalweg.model.encoder;

import io.thalweg.model.layer.Activation;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Multilayer perceptron of an item, or of a window of the last items.
 *
 * <pre>{@code
 * h0(t) = f(sum over w of x(t - context + w) W0[w] + b0)
 * h_l   = f(h_{l-1} W_l + b_l)            the embedding is the last
 * }</pre>
 *
 * <p>The non-linearity comes after the last layer, too: the head that follows is linear, and two
 * linear maps in a row would be one.
 *
 * <p>Parameters, layer after layer: weights {@code [context + 1, in, hidden]} of the first (window
 * row 0 is the oldest item), {@code [in, out]} of the others, each followed by its bias. Cost of
 * one item: {@code 6 * parameters} operations forward and backward. Memory of a pass: 16 bytes per
 * unit, item and sequence. Deterministic. A NaN item makes NaN of the embeddings of all windows it
 * is in, and of no others.
 */
public final class Mlp implements Encoder {
  private final int inputSize;
  private final int contextLength;
  private final Activation activation;
  private final int[] hidden;

  /**
   * @param inputSize floats of one item, at least 1
   * @param contextLength items before the one that is embedded, at least 0
   * @param activation after every layer
   * @param hidden units of each layer, at least one; the last is the embedding
   */
  public Mlp(int inputSize, int contextLength, Activation activation, int... hidden) {
    this.inputSize = Sizes.positive("inputSize", inputSize);
    this.contextLength = Sizes.notNegative("contextLength", contextLength);
    this.activation = activation;
    if (hidden.length == 0) {
      throw new IllegalArgumentException("hidden must name at least one layer");
    }
    for (int units : hidden) {
      Sizes.positive("hidden", units);
    }
    this.hidden = hidden.clone();
  }

  @Override
  public int inputSize() {
    return inputSize;
  }

  @Override
  public int embeddingSize() {
    return hidden[hidden.length - 1];
  }

  @Override
  public int contextLength() {
    return contextLength;
  }

  @Override
  public int parameterCount() {
    return weightOffset(layers());
  }

  /** He et al. 2015 for ReLU and GELU, Glorot and Bengio 2010 for tanh; biases zero. */
  @Override
  public void initialise(float[] parameters, int offset, SplittableRandom random) {
    for (int layer = 0; layer < layers(); layer++) {
      double spread = Math.sqrt((activation == Activation.TANH ? 1.0 : 2.0) / fanIn(layer));
      int weights = offset + weightOffset(layer);
      for (int i = 0; i < weightCount(layer); i++) {
        parameters[weights + i] = (float) (spread * random.nextGaussian());
      }
      int bias = offset + biasOffset(layer);
      Arrays.fill(parameters, bias, bias + hidden[layer], 0f);
    }
  }

  @Override
  public int[] origins(int[] inputs, int olderInputSize) {
    return InputRows.origins(this, contextLength + 1, hidden[0], inputs, olderInputSize);
  }

  @Override
  public Pass newPass(int batch, int length) {
    return new MlpPass(this, Sizes.positive("batch", batch), Sizes.positive("length", length));
  }

  @Override
  public Stepper newStepper(float[] parameters, int offset) {
    return new MlpStepper(this, parameters, offset);
  }

  int layers() {
    return hidden.length;
  }

  Activation activation() {
    return activation;
  }

  /** Units of a layer. */
  int units(int layer) {
    return hidden[layer];
  }

  /** Floats one unit of a layer sees: the window's, or the units below. */
  int fanIn(int layer) {
    return layer == 0 ? (contextLength + 1) * inputSize : hidden[layer - 1];
  }

  int weightCount(int layer) {
    return fanIn(layer) * hidden[layer];
  }

  int weightOffset(int layer) {
    int offset = 0;
    for (int l = 0; l < layer; l++) {
      offset += weightCount(l) + hidden[l];
    }
    return offset;
  }

  int biasOffset(int layer) {
    return weightOffset(layer) + weightCount(layer);
  }
}
