package io.thalweg.model.encoder;

import io.thalweg.model.layer.Conv2d;
import io.thalweg.model.layer.Matrix;
import io.thalweg.model.layer.Rows;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Serving form of {@link ConvNet}. State: the frames a next one is seen with, {@code [context,
 * frame]}, oldest first; nothing where each is seen by itself. The weights are taken out of the
 * heap once: those of the bottleneck alone would cost half a step.
 */
final class ConvNetStepper implements Encoder.Stepper {
  private final ConvNet net;
  private final Conv2d[] convolutions;
  private final float[][] slopes;
  private final Matrix dense;
  private final float[] denseBias;
  private final Matrix flat;
  private final Matrix bottleneck;
  private final int frame;
  private final int kept;

  /**
   * {@code [context + 1, frame]}, and how they become one of many channels; without a context none.
   */
  private final float[] frames;

  private final @Nullable FrameStack stack;

  ConvNetStepper(ConvNet net, float[] parameters, int offset) {
    this.net = net;
    convolutions = new Conv2d[net.layers()];
    slopes = new float[net.layers()][];
    for (int l = 0; l < net.layers(); l++) {
      convolutions[l] = new Conv2d(1, net.shape(l));
      convolutions[l].load(parameters, offset + net.layerOffset(l));
      slopes[l] = new float[net.shape(l).outFloats()];
    }
    int weights = net.flat() * net.embeddingSize();
    int at = offset + net.denseOffset();
    dense = new Matrix(weights);
    dense.put(parameters, at, weights);
    denseBias = Arrays.copyOfRange(parameters, at + weights, at + weights + net.embeddingSize());
    flat = new Matrix(net.flat());
    bottleneck = new Matrix(net.embeddingSize());
    frame = net.inputSize();
    kept = net.contextLength() * frame;
    stack = kept == 0 ? null : new FrameStack(net, 1, 1);
    frames = new float[kept == 0 ? 0 : kept + frame];
  }

  @Override
  public int stateSize() {
    return kept;
  }

  @Override
  public void reset(float[] state) {
    Arrays.fill(state, 0, kept, 0f);
  }

  @Override
  public void step(float[] state, float[] item, float[] embedding) {
    float[] below = stack == null ? item : stacked(stack, state, item);
    for (int l = 0; l < convolutions.length; l++) {
      below = convolutions[l].forward(below);
      net.activation().apply(below, slopes[l], below.length);
    }
    flat.put(below, 0, net.flat());
    Matrix.multiplyRow(flat, dense, 0, bottleneck, net.embeddingSize(), net.flat());
    bottleneck.get(embedding, 0, net.embeddingSize());
    Rows.add(denseBias, embedding, denseBias.length);
  }

  private float[] stacked(FrameStack together, float[] state, float[] item) {
    System.arraycopy(state, 0, frames, 0, kept);
    System.arraycopy(item, 0, frames, kept, frame);
    System.arraycopy(frames, frame, state, 0, kept);
    return together.fill(frames);
  }
}
