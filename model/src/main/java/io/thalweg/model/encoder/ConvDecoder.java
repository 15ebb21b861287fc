package io.thalweg.model.encoder;

import io.thalweg.model.layer.ConvShape;
import io.thalweg.model.layer.ConvTranspose2d;
import io.thalweg.model.layer.Dense;
import io.thalweg.model.layer.Rows;
import java.util.SplittableRandom;

/**
 * The mirror of a {@link ConvNet}: from embeddings back to frames, by a linear layer and, in
 * reverse order, the transposed convolution of each of its layers. The non-linearity comes before
 * each of them; the frame itself is linear. A head for tasks that predict frames.
 *
 * <p>Parameters: the linear layer's {@code [embedding, floats of the last frame]} and bias, then
 * for each layer from the last to the first weights {@code [kernel, kernel, in, out]} and bias
 * {@code [in]}. Weights are its own, not the encoder's. Not thread-safe.
 */
public final class ConvDecoder {
  private final ConvNet net;
  private final Dense dense;
  private final ConvTranspose2d[] layers;
  private final float[][] slopes;

  /**
   * @param net what it mirrors
   * @param frames frames of every call
   */
  public ConvDecoder(ConvNet net, int frames) {
    this.net = net;
    dense = new Dense(frames, net.embeddingSize(), net.flat());
    layers = new ConvTranspose2d[net.layers()];
    slopes = new float[net.layers()][];
    for (int l = 0; l < layers.length; l++) {
      layers[l] = new ConvTranspose2d(frames, net.shape(l));
      slopes[l] = new float[frames * net.shape(l).outFloats()];
    }
  }

  /** Number of parameters of the mirror of an encoder. */
  public static int parameterCount(ConvNet net) {
    return layerOffset(net, 0) + ConvTranspose2d.parameterCount(net.shape(0));
  }

  /** He et al. 2015 before a non-linearity, half the variance for the frame; biases zero. */
  public static void initialise(
      ConvNet net, float[] parameters, int offset, SplittableRandom random) {
    double gain = Math.sqrt(2);
    Dense.initialise(parameters, offset, net.embeddingSize(), net.flat(), 1, random);
    for (int l = net.layers() - 1; l >= 0; l--) {
      ConvShape shape = net.shape(l);
      ConvTranspose2d.initialise(parameters, offset + layerOffset(net, l), shape, gain, random);
    }
  }

  /**
   * Decodes.
   *
   * @param embeddings {@code [frames, embedding]}, untouched
   * @return {@code [frames, height, width, channels]}, overwritten by the next call
   */
  public float[] forward(float[] parameters, int offset, float[] embeddings) {
    float[] values = dense.forward(parameters, offset, embeddings);
    for (int l = layers.length - 1; l >= 0; l--) {
      net.activation().apply(values, slopes[l], slopes[l].length);
      values = layers[l].forward(parameters, offset + layerOffset(net, l), values);
    }
    return values;
  }

  /**
   * Gradients of the last {@link #forward}; its parameters must not have changed since.
   *
   * @param frameGradient {@code [frames, height, width, channels]}, untouched
   * @param gradient overwritten at {@code [offset, offset + parameterCount)}
   * @return gradient of the embeddings, {@code [frames, embedding]}, overwritten by the next call
   */
  public float[] backward(float[] frameGradient, float[] gradient, int offset) {
    float[] slope = frameGradient;
    for (int l = 0; l < layers.length; l++) {
      slope = layers[l].backward(slope, gradient, offset + layerOffset(net, l));
      Rows.scale(slopes[l], slope, slope.length);
    }
    return dense.backward(slope, gradient, offset);
  }

  private static int layerOffset(ConvNet net, int layer) {
    int offset = Dense.parameterCount(net.embeddingSize(), net.flat());
    for (int l = net.layers() - 1; l > layer; l--) {
      offset += ConvTranspose2d.parameterCount(net.shape(l));
    }
    return offset;
  }
}
