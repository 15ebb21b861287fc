package io.thalweg.model.encoder;

import io.thalweg.model.layer.Matrix;
import java.util.SplittableRandom;

/**
 * Dilated causal convolutions with residual connections.
 *
 * <p>Layer 0 is a linear convolution of the items, {@code h0 = W0 * x + b0}; each further layer
 * adds to it, {@code h_l = h_{l-1} + relu(W_l * h_{l-1} + b_l)}. A convolution with kernel K and
 * dilation d sees the items at {@code t, t-d, ..., t-(K-1)d}; with K = 2 and dilations 1, 2, 4, 8
 * the last layer sees 16 items. The linear path from items to embedding makes any vector
 * autoregression of that order a special case, learned first.
 *
 * <p>Convolutions are "valid": layer l is computed only at the positions later layers need, so that
 * a segment with its context costs about 1.5 times a segment without. Serving caches each layer's
 * past inputs, so that one step costs one position ({@link CausalConvStepper}).
 *
 * <p>Parameters, layer after layer: weights {@code [kernel, in, out]} (tap 0 is the oldest item),
 * then bias {@code [out]}. Cost of one item, forward and backward: about {@code 6 * weights}
 * operations times the 1.5 above.
 *
 * <p>Source: WaveNet (van den Oord et al. 2016, arXiv 1609.03499) for the dilated stack, Bai et al.
 * 2018 (arXiv 1803.01271) for its use on sequences; without their gates and normalisation, which
 * cost more than they gave at these sizes.
 */
public final class CausalConv implements Encoder {
  private final int inputSize;
  private final int channels;
  private final int kernel;
  private final int[] dilations;

  /**
   * @param inputSize floats of one item, at least 1
   * @param channels width of every layer and of the embedding, at least 1
   * @param kernel taps per layer, at least 1
   * @param dilations distance between taps, one per layer, each at least 1
   */
  public CausalConv(int inputSize, int channels, int kernel, int... dilations) {
    this.inputSize = Sizes.positive("inputSize", inputSize);
    this.channels = Sizes.positive("channels", channels);
    this.kernel = Sizes.positive("kernel", kernel);
    if (dilations.length == 0) {
      throw new IllegalArgumentException("dilations must name at least one layer");
    }
    for (int dilation : dilations) {
      Sizes.positive("dilation", dilation);
    }
    this.dilations = dilations.clone();
  }

  @Override
  public int inputSize() {
    return inputSize;
  }

  @Override
  public int embeddingSize() {
    return channels;
  }

  @Override
  public int contextLength() {
    int context = 0;
    for (int layer = 0; layer < layers(); layer++) {
      context += reach(layer);
    }
    return context;
  }

  @Override
  public int parameterCount() {
    return biasOffset(layers() - 1) + channels;
  }

  @Override
  public void initialise(float[] parameters, int offset, SplittableRandom random) {
    for (int layer = 0; layer < layers(); layer++) {
      // He et al. 2015; the residual branches start small, so that depth does not add variance.
      int fanIn = kernel * inputOf(layer);
      double spread = Math.sqrt((layer == 0 ? 1.0 : 2.0 / layers()) / fanIn);
      int weights = offset + weightOffset(layer);
      for (int i = 0; i < weightCount(layer); i++) {
        parameters[weights + i] = (float) (spread * random.nextGaussian());
      }
      int bias = offset + biasOffset(layer);
      java.util.Arrays.fill(parameters, bias, bias + channels, 0f);
    }
  }

  @Override
  public int[] origins(int[] inputs, int olderInputSize) {
    return InputRows.origins(this, kernel, inputs, olderInputSize);
  }

  @Override
  public Pass newPass(int batch, int length) {
    return new CausalConvPass(
        this, Sizes.positive("batch", batch), Sizes.positive("length", length));
  }

  @Override
  public Stepper newStepper(float[] parameters, int offset) {
    return new CausalConvStepper(this, parameters, offset);
  }

  int layers() {
    return dilations.length;
  }

  int kernel() {
    return kernel;
  }

  int dilation(int layer) {
    return dilations[layer];
  }

  /** Past items layer {@code layer} looks back to. */
  int reach(int layer) {
    return dilations[layer] * (kernel - 1);
  }

  int inputOf(int layer) {
    return layer == 0 ? inputSize : channels;
  }

  int weightCount(int layer) {
    return kernel * inputOf(layer) * channels;
  }

  int weightOffset(int layer) {
    int offset = 0;
    for (int l = 0; l < layer; l++) {
      offset += weightCount(l) + channels;
    }
    return offset;
  }

  int biasOffset(int layer) {
    return weightOffset(layer) + weightCount(layer);
  }

  /** Copies one layer's weights {@code [kernel, in, out]} to a matrix for OpenBLAS. */
  Matrix weights(int layer, float[] parameters, int offset, Matrix target) {
    target.put(parameters, offset + weightOffset(layer), weightCount(layer));
    return target;
  }
}
