package io.thalweg.model.encoder;

import io.thalweg.model.layer.LayerNorm;
import io.thalweg.model.layer.Matrix;
import io.thalweg.model.layer.Rotary;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Forward and backward of {@link Transformer} over a batch. Inside, rows lie sequence after
 * sequence, since attention works on one sequence at a time: items are taken, and embeddings given,
 * in time-major order.
 */
final class TransformerPass implements Encoder.Pass {
  private final Transformer net;
  private final int batch;
  private final int times;
  private final int width;
  private final float[] input;
  private final float[] embeddings;
  private final TransformerInputLayer inputLayer;
  private final TransformerBlock[] blocks;
  private final LayerNorm lastNorm;

  /** The residual stream and its gradient, {@code [batch, times, width]}. */
  private final float[] stream;

  private final float[] streamGradient;
  private final Matrix nativeStream;
  private final Matrix nativeGradient;
  private final Matrix work;

  TransformerPass(Transformer net, int batch, int length) {
    this.net = net;
    this.batch = batch;
    times = net.contextLength() + length;
    TransformerShape shape = net.shape();
    width = shape.width();
    int floats = batch * times * width;
    input = new float[times * batch * net.inputSize()]; // [times, batch, input]
    embeddings = new float[length * batch * width]; // [length, batch, width]
    stream = new float[floats];
    streamGradient = new float[floats];
    nativeStream = new Matrix(floats);
    nativeGradient = new Matrix(floats);
    work = new Matrix(floats);
    inputLayer = TransformerInputLayer.of(net.input(), batch, times, width);
    blocks = new TransformerBlock[shape.layers()];
    @Nullable Rotary rotary = net.rotary(times);
    Arrays.setAll(blocks, i -> new TransformerBlock(shape, batch, times, net.mask(), rotary));
    lastNorm = new LayerNorm(batch * times, width);
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
    inputLayer.forward(parameters, offset, input, stream);
    if (net.positions() instanceof Positions.Learned) {
      addPositions(parameters, offset + net.positionOffset());
    }
    nativeStream.put(stream, 0, stream.length);
    for (int block = 0; block < blocks.length; block++) {
      blocks[block].forward(parameters, offset + net.blockOffset(block), nativeStream, stream);
    }
    lastNorm.forward(parameters, offset + net.lastNormOffset(), stream, work);
    work.get(stream, 0, stream.length);
    int context = net.contextLength();
    for (int t = context; t < times; t++) {
      for (int b = 0; b < batch; b++) {
        System.arraycopy(stream, row(b, t), embeddings, embedding(b, t - context), width);
      }
    }
  }

  private void addPositions(float[] parameters, int table) {
    for (int at = 0; at < stream.length; at += width) {
      int position = table + at % (times * width);
      for (int i = 0; i < width; i++) {
        stream[at + i] += parameters[position + i];
      }
    }
  }

  @Override
  public void backward(
      float[] parameters, int offset, float[] embeddingGradient, float[] gradient) {
    int context = net.contextLength();
    Arrays.fill(streamGradient, 0f);
    for (int t = context; t < times; t++) {
      for (int b = 0; b < batch; b++) {
        int from = embedding(b, t - context);
        System.arraycopy(embeddingGradient, from, streamGradient, row(b, t), width);
      }
    }
    work.put(streamGradient, 0, streamGradient.length);
    Arrays.fill(streamGradient, 0f);
    lastNorm.backward(work, gradient, offset + net.lastNormOffset(), streamGradient);
    for (int block = blocks.length - 1; block >= 0; block--) {
      int at = offset + net.blockOffset(block);
      blocks[block].backward(gradient, at, streamGradient, nativeGradient, work);
    }
    if (net.positions() instanceof Positions.Learned learned) {
      positionGradients(gradient, offset + net.positionOffset(), learned.length());
    }
    inputLayer.backward(streamGradient, gradient, offset);
  }

  /** Positions beyond this pass's sequences get none. */
  private void positionGradients(float[] gradient, int table, int positions) {
    Arrays.fill(gradient, table, table + positions * width, 0f);
    for (int at = 0; at < streamGradient.length; at += width) {
      int position = table + at % (times * width);
      for (int i = 0; i < width; i++) {
        gradient[position + i] += streamGradient[at + i];
      }
    }
  }

  private int row(int sequence, int time) {
    return (sequence * times + time) * width;
  }

  private int embedding(int sequence, int position) {
    return (position * batch + sequence) * width;
  }
}
