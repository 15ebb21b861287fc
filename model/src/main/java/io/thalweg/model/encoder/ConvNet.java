package io.thalweg.model.encoder;

import io.thalweg.model.layer.Activation;
import io.thalweg.model.layer.Conv2d;
import io.thalweg.model.layer.ConvShape;
import io.thalweg.model.layer.Dense;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Strided convolutions of a frame, then a linear bottleneck. Each frame is embedded by itself, or
 * with the {@code context} frames before it, which the first layer sees as further channels, oldest
 * first: what moves, and where to, is in their differences. A {@link ConvDecoder} mirrors it, as
 * the head of any prediction that is whole frames.
 *
 * <p>An item is a frame {@code [height, width, channels]}. Each layer's stride divides its sides,
 * rounded up. Parameters: each layer's weights {@code [kernel, kernel, in, out]} and bias {@code
 * [out]}, then the bottleneck's {@code [floats of the last frame, embedding]} and bias. Memory of a
 * pass: for each frame about {@code 4 * kernel^2} bytes per float of its layers' inputs over
 * stride^2, twice. A NaN pixel makes the embeddings of the frames that see it NaN and no other.
 *
 * <p>Source: stacked frames, Mnih et al. 2015, "Human-level control through deep reinforcement
 * learning"; from several frames to the next, Mathieu, Couprie and LeCun 2016 (arXiv 1511.05440).
 */
public final class ConvNet implements Encoder {
  private final ConvShape[] shapes;
  private final int context;
  private final int embeddingSize;
  private final Activation activation;

  /**
   * @param height rows of a frame
   * @param width pixels of a row
   * @param channels floats of a pixel
   * @param kernel side of every kernel, odd
   * @param stride of every layer
   * @param embeddingSize floats of the bottleneck, at least 1
   * @param activation after every convolution
   * @param layers channels of each layer, at least one
   */
  public ConvNet(
      int height,
      int width,
      int channels,
      int kernel,
      int stride,
      int embeddingSize,
      Activation activation,
      int... layers) {
    if (layers.length == 0) {
      throw new IllegalArgumentException("channels must name at least one layer");
    }
    context = 0;
    this.embeddingSize = Sizes.positive("embedding", embeddingSize);
    this.activation = activation;
    shapes = new ConvShape[layers.length];
    shapes[0] = new ConvShape(height, width, channels, layers[0], kernel, stride);
    for (int l = 1; l < layers.length; l++) {
      ConvShape below = shapes[l - 1];
      shapes[l] =
          new ConvShape(
              below.outHeight(), below.outWidth(), below.out(), layers[l], kernel, stride);
    }
  }

  private ConvNet(ConvNet alone, int context) {
    this.context = Sizes.notNegative("context", context);
    embeddingSize = alone.embeddingSize;
    activation = alone.activation;
    shapes = alone.shapes.clone();
    shapes[0] = alone.firstLayer((context + 1) * alone.channels());
  }

  /** The same over a frame and the {@code context} before it. */
  public ConvNet withContext(int items) {
    return new ConvNet(this, items);
  }

  /** The first layer for frames of so many channels. */
  ConvShape firstLayer(int channels) {
    ConvShape first = shapes[0];
    return new ConvShape(
        first.height(), first.width(), channels, first.out(), first.kernel(), first.stride());
  }

  /** Channels of one frame. */
  int channels() {
    return shapes[0].in() / (context + 1);
  }

  @Override
  public int inputSize() {
    return shapes[0].inFloats() / (context + 1);
  }

  @Override
  public Head head(int outputs) {
    return outputs % inputSize() == 0
        ? new ConvDecoder(this, outputs)
        : new LinearHead(embeddingSize, outputs);
  }

  @Override
  public int embeddingSize() {
    return embeddingSize;
  }

  @Override
  public int contextLength() {
    return context;
  }

  @Override
  public int parameterCount() {
    return denseOffset() + Dense.parameterCount(flat(), embeddingSize);
  }

  /** He et al. 2015; biases zero. */
  @Override
  public void initialise(float[] parameters, int offset, SplittableRandom random) {
    for (int l = 0; l < layers(); l++) {
      Conv2d.initialise(parameters, offset + layerOffset(l), shapes[l], Math.sqrt(2), random);
    }
    Dense.initialise(parameters, offset + denseOffset(), flat(), embeddingSize, 1, random);
  }

  /** Pixels have their places: of frames there is only the identity. */
  @Override
  public int[] origins(int[] inputs, int olderInputSize) {
    int[] same = new int[inputSize()];
    Arrays.setAll(same, i -> i);
    if (olderInputSize != inputSize() || !Arrays.equals(inputs, same)) {
      throw new IllegalArgumentException("the pixels of a frame cannot be added, moved or removed");
    }
    int[] origins = new int[parameterCount()];
    Arrays.setAll(origins, i -> i);
    return origins;
  }

  @Override
  public Pass newPass(int batch, int length) {
    return new ConvNetPass(this, Sizes.positive("batch", batch), Sizes.positive("length", length));
  }

  @Override
  public Stepper newStepper(float[] parameters, int offset) {
    return new ConvNetStepper(this, parameters, offset);
  }

  int layers() {
    return shapes.length;
  }

  ConvShape shape(int layer) {
    return shapes[layer];
  }

  Activation activation() {
    return activation;
  }

  /** Floats of the last layer's frame. */
  int flat() {
    return shapes[layers() - 1].outFloats();
  }

  int layerOffset(int layer) {
    int offset = 0;
    for (int l = 0; l < layer; l++) {
      offset += Conv2d.parameterCount(shapes[l]);
    }
    return offset;
  }

  int denseOffset() {
    return layerOffset(layers());
  }
}
