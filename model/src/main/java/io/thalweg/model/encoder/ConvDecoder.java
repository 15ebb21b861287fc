package io.thalweg.model.encoder;

import io.thalweg.model.layer.ConvShape;
import io.thalweg.model.layer.ConvTranspose2d;
import io.thalweg.model.layer.Dense;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The mirror of a {@link ConvNet}: from embeddings back to frames, by a linear layer and, in
 * reverse order, the transposed convolution of each of its layers. The non-linearity comes before
 * each of them; the frame itself is linear.
 *
 * <p>A prediction is one frame or several, {@code [blocks, height, width, channels]}: an objective
 * with a location and a scale per pixel takes two. Parameters: the linear layer's {@code
 * [embedding, floats of the last frame]} and bias, then for each layer from the last to the first
 * weights {@code [kernel, kernel, in, out]} and bias {@code [in]}, where the first has {@code
 * blocks * channels} inputs. Weights are its own, not the encoder's.
 */
final class ConvDecoder implements Head {
  private final ConvNet net;
  private final int blocks;

  /**
   * @param net what it mirrors
   * @param outputs floats of a prediction, a multiple of a frame's
   */
  ConvDecoder(ConvNet net, int outputs) {
    if (outputs < 1 || outputs % net.inputSize() != 0) {
      throw new IllegalArgumentException(
          "outputs must be whole frames of %d, not %d".formatted(net.inputSize(), outputs));
    }
    this.net = net;
    blocks = outputs / net.inputSize();
  }

  @Override
  public int parameterCount() {
    return layerOffset(0) + ConvTranspose2d.parameterCount(shape(0));
  }

  /** He et al. 2015 before a non-linearity; zero before the frame. */
  @Override
  public void initialise(float[] parameters, int offset, SplittableRandom random) {
    Dense.initialise(parameters, offset, net.embeddingSize(), net.flat(), 1, random);
    for (int l = net.layers() - 1; l >= 0; l--) {
      double gain = l == 0 ? 0 : Math.sqrt(2);
      ConvTranspose2d.initialise(parameters, offset + layerOffset(l), shape(l), gain, random);
    }
  }

  /** Pixels have their places: of frames there is only the identity. */
  @Override
  public int[] origins(int[] outputs, int olderOutputs) {
    int[] same = new int[blocks * net.inputSize()];
    Arrays.setAll(same, i -> i);
    if (olderOutputs != same.length || !Arrays.equals(outputs, same)) {
      throw new IllegalArgumentException("the pixels of a frame cannot be added, moved or removed");
    }
    int[] origins = new int[parameterCount()];
    Arrays.setAll(origins, i -> i);
    return origins;
  }

  @Override
  public Pass newPass(int rows) {
    return new ConvDecoderPass(this, rows);
  }

  @Override
  public Stepper newStepper(float[] parameters, int offset) {
    float[] weights = Arrays.copyOfRange(parameters, offset, offset + parameterCount());
    Pass pass = newPass(1);
    return (embedding, prediction) -> {
      float[] frames = pass.forward(weights, 0, embedding);
      System.arraycopy(frames, 0, prediction, 0, frames.length);
    };
  }

  ConvNet net() {
    return net;
  }

  int blocks() {
    return blocks;
  }

  /** What the layer's transposed convolution is the adjoint of. */
  ConvShape shape(int layer) {
    return layer == 0 ? net.firstLayer(blocks * net.channels()) : net.shape(layer);
  }

  int layerOffset(int layer) {
    int offset = Dense.parameterCount(net.embeddingSize(), net.flat());
    for (int l = net.layers() - 1; l > layer; l--) {
      offset += ConvTranspose2d.parameterCount(shape(l));
    }
    return offset;
  }
}
