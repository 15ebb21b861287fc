package io.thalweg.model.encoder;

import io.thalweg.model.layer.Conv2d;
import io.thalweg.model.layer.Dense;
import io.thalweg.model.layer.Rows;
import org.jspecify.annotations.Nullable;

/** Forward and backward of {@link ConvNet}: every frame of every sequence is one of a batch. */
final class ConvNetPass implements Encoder.Pass {
  private final ConvNet net;
  private final Conv2d[] convolutions;
  private final Dense dense;
  private final float[] input;
  private final float[] embeddings;
  private final float[][] slopes;

  /** Each frame with those before it; without a context the frames are taken as they are. */
  private final @Nullable FrameStack stack;

  ConvNetPass(ConvNet net, int batch, int length) {
    this.net = net;
    int frames = length * batch;
    int context = net.contextLength();
    input = new float[(context + length) * batch * net.inputSize()]; // [times, batch, frame]
    stack = context == 0 ? null : new FrameStack(net, batch, frames);
    embeddings = new float[frames * net.embeddingSize()];
    convolutions = new Conv2d[net.layers()];
    slopes = new float[net.layers()][];
    for (int l = 0; l < net.layers(); l++) {
      convolutions[l] = new Conv2d(frames, net.shape(l));
      slopes[l] = new float[frames * net.shape(l).outFloats()];
    }
    dense = new Dense(frames, net.flat(), net.embeddingSize());
  }

  @Override
  public float[] input() {
    return input;
  }

  @Override
  public float[] embeddings() {
    return embeddings;
  }

  @Override
  public void forward(float[] parameters, int offset) {
    float[] below = stack == null ? input : stack.fill(input);
    for (int l = 0; l < net.layers(); l++) {
      below = convolutions[l].forward(parameters, offset + net.layerOffset(l), below);
      net.activation().apply(below, slopes[l], below.length);
    }
    float[] bottleneck = dense.forward(parameters, offset + net.denseOffset(), below);
    System.arraycopy(bottleneck, 0, embeddings, 0, embeddings.length);
  }

  @Override
  public void backward(
      float[] parameters, int offset, float[] embeddingGradient, float[] gradient) {
    float[] above = dense.backward(embeddingGradient, gradient, offset + net.denseOffset());
    for (int l = net.layers() - 1; l >= 0; l--) {
      Rows.scale(slopes[l], above, above.length);
      int at = offset + net.layerOffset(l);
      if (l == 0) {
        convolutions[l].backwardParameters(above, gradient, at);
      } else {
        above = convolutions[l].backward(above, gradient, at);
      }
    }
  }
}
