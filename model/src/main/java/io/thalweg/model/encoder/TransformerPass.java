package io.thalweg.model.encoder;

import io.thalweg.model.layer.LayerNorm;
import io.thalweg.model.layer.Matrix;
import io.thalweg.model.layer.RotaryRows;
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

  /** What is taken from and given to the outside, {@code [batch, times, width]}. */
  private final float[] rows;

  /** The residual stream, then its gradient; same shape. */
  private final Matrix stream;

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
    rows = new float[floats];
    stream = new Matrix(floats);
    work = new Matrix(floats);
    inputLayer = TransformerInputLayer.of(net.input(), batch, times, width);
    blocks = new TransformerBlock[shape.layers()];
    @Nullable RotaryRows rotary = net.rotary(times);
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
    inputLayer.forward(parameters, offset, input, rows);
    if (net.positions() instanceof Positions.Learned) {
      addPositions(parameters, offset + net.positionOffset());
    }
    stream.put(rows, 0, rows.length);
    for (int block = 0; block < blocks.length; block++) {
      blocks[block].forward(parameters, offset + net.blockOffset(block), stream);
    }
    lastNorm.forward(parameters, offset + net.lastNormOffset(), stream, work);
    work.get(rows, 0, rows.length);
    int context = net.contextLength();
    for (int t = context; t < times; t++) {
      for (int b = 0; b < batch; b++) {
        System.arraycopy(rows, row(b, t), embeddings, embedding(b, t - context), width);
      }
    }
  }

  private void addPositions(float[] parameters, int table) {
    for (int at = 0; at < rows.length; at += width) {
      int position = table + at % (times * width);
      for (int i = 0; i < width; i++) {
        rows[at + i] += parameters[position + i];
      }
    }
  }

  @Override
  public void backward(
      float[] parameters, int offset, float[] embeddingGradient, float[] gradient) {
    int context = net.contextLength();
    Arrays.fill(rows, 0f);
    stream.put(rows, 0, rows.length);
    for (int t = context; t < times; t++) {
      for (int b = 0; b < batch; b++) {
        int from = embedding(b, t - context);
        System.arraycopy(embeddingGradient, from, rows, row(b, t), width);
      }
    }
    work.put(rows, 0, rows.length);
    lastNorm.backward(work, gradient, offset + net.lastNormOffset(), stream);
    for (int block = blocks.length - 1; block >= 0; block--) {
      blocks[block].backward(gradient, offset + net.blockOffset(block), stream, work);
    }
    stream.get(rows, 0, rows.length);
    if (net.positions() instanceof Positions.Learned learned) {
      positionGradients(gradient, offset + net.positionOffset(), learned.length());
    }
    inputLayer.backward(rows, gradient, offset);
  }

  /** Positions beyond this pass's sequences get none. */
  private void positionGradients(float[] gradient, int table, int positions) {
    Arrays.fill(gradient, table, table + positions * width, 0f);
    for (int at = 0; at < rows.length; at += width) {
      int position = table + at % (times * width);
      for (int i = 0; i < width; i++) {
        gradient[position + i] += rows[at + i];
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
