package io.thalweg.model.encoder;

import io.thalweg.model.layer.Matrix;

/** What the items of all times give to the gates of a {@link Gru}, before any state. */
interface GruInput {

  /**
   * Writes each gate's share.
   *
   * @param input {@code [times, batch, input]}, untouched
   * @param gates {@code [3][times, batch, hidden]}, overwritten
   */
  void forward(float[] parameters, int offset, float[] input, Matrix gates);

  /**
   * Gradient of the last {@link #forward}.
   *
   * @param slopes gradient of what was written, same shape
   * @param gradient overwritten at the input's parameters
   */
  void backward(Matrix slopes, float[] gradient, int offset);

  /** The input of a network for {@code rows} items. */
  static GruInput of(Gru net, int rows) {
    return net.vocabulary().isPresent() ? new Table(net, rows) : new Projection(net, rows);
  }

  /** One matrix product per gate. */
  final class Projection implements GruInput {
    private final int rows;
    private final int inputs;
    private final int width;
    private final Matrix items;
    private final Matrix weights;
    private final Matrix weightGradient;

    Projection(Gru net, int rows) {
      this.rows = rows;
      inputs = net.inputSize();
      width = net.embeddingSize();
      items = new Matrix((long) rows * inputs);
      weights = new Matrix(net.inputWeightCount());
      weightGradient = new Matrix(net.inputWeightCount());
    }

    @Override
    public void forward(float[] parameters, int offset, float[] input, Matrix gates) {
      weights.put(parameters, offset, inputs * width * Gru.GATES);
      items.put(input, 0, input.length);
      for (int gate = 0; gate < Gru.GATES; gate++) {
        Matrix.multiply(
            items, 0, weights, weightsOf(gate), gates, planeOf(gate), rows, width, inputs, 0f);
      }
    }

    @Override
    public void backward(Matrix slopes, float[] gradient, int offset) {
      for (int gate = 0; gate < Gru.GATES; gate++) {
        Matrix.multiplyTransposedA(
            items,
            0,
            slopes,
            planeOf(gate),
            weightGradient,
            weightsOf(gate),
            inputs,
            width,
            rows,
            0f);
      }
      weightGradient.get(gradient, offset, inputs * width * Gru.GATES);
    }

    private long weightsOf(int gate) {
      return (long) gate * inputs * width;
    }

    private long planeOf(int gate) {
      return (long) gate * rows * width;
    }
  }

  /** One row of each gate's table per token. */
  final class Table implements GruInput {
    private final TokenRows tokens;
    private final int vocabulary;
    private final int width;

    /** What one gate is given, {@code [times, batch, hidden]}. */
    private final float[] rows;

    Table(Gru net, int rows) {
      vocabulary = net.inputRows();
      width = net.embeddingSize();
      tokens = new TokenRows(vocabulary, width, rows);
      this.rows = new float[rows * width];
    }

    @Override
    public void forward(float[] parameters, int offset, float[] input, Matrix gates) {
      for (int row = 0; row < input.length; row++) {
        tokens.set(row, input[row]);
      }
      for (int gate = 0; gate < Gru.GATES; gate++) {
        tokens.gather(parameters, tableOf(gate, offset), rows);
        gates.put(rows, 0, rows.length, (long) gate * rows.length);
      }
    }

    @Override
    public void backward(Matrix slopes, float[] gradient, int offset) {
      for (int gate = 0; gate < Gru.GATES; gate++) {
        slopes.get(rows, 0, rows.length, (long) gate * rows.length);
        tokens.scatter(rows, gradient, tableOf(gate, offset));
      }
    }

    private int tableOf(int gate, int offset) {
      return offset + gate * vocabulary * width;
    }
  }
}
