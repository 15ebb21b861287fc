package io.thalweg.model.encoder;

import io.thalweg.model.layer.Dense;

/** From items, time-major, to rows of a {@link Transformer}, sequence after sequence. */
interface TransformerInputLayer {

  /**
   * Makes the rows.
   *
   * @param input {@code [times, batch, input]}, untouched
   * @param rows {@code [batch, times, width]}, written
   */
  void forward(float[] parameters, int offset, float[] input, float[] rows);

  /**
   * Gradient of the last {@link #forward}.
   *
   * @param rowGradient {@code [batch, times, width]}
   * @param gradient overwritten at the layer's parameters
   */
  void backward(float[] rowGradient, float[] gradient, int offset);

  /** The layer for items of a kind. */
  static TransformerInputLayer of(TransformerInput input, int batch, int times, int width) {
    if (input instanceof TransformerInput.Tokens tokens) {
      return new Table(tokens, batch, times, width);
    }
    return new Projection(input.itemSize(), batch, times, width);
  }

  /** One matrix product. */
  final class Projection implements TransformerInputLayer {
    private final int size;
    private final int batch;
    private final int times;
    private final float[] items;
    private final Dense dense;

    Projection(int size, int batch, int times, int width) {
      this.size = size;
      this.batch = batch;
      this.times = times;
      items = new float[batch * times * size]; // [batch, times, input]
      dense = new Dense(batch * times, size, width);
    }

    @Override
    public void forward(float[] parameters, int offset, float[] input, float[] rows) {
      for (int b = 0; b < batch; b++) {
        for (int t = 0; t < times; t++) {
          System.arraycopy(input, (t * batch + b) * size, items, (b * times + t) * size, size);
        }
      }
      System.arraycopy(dense.forward(parameters, offset, items), 0, rows, 0, rows.length);
    }

    @Override
    public void backward(float[] rowGradient, float[] gradient, int offset) {
      dense.backward(rowGradient, gradient, offset);
    }
  }

  /** One row of a table per token. */
  final class Table implements TransformerInputLayer {
    private final TokenRows picked;
    private final int batch;
    private final int times;

    Table(TransformerInput.Tokens tokens, int batch, int times, int width) {
      this.batch = batch;
      this.times = times;
      picked = new TokenRows(tokens.vocabulary(), width, batch * times);
    }

    @Override
    public void forward(float[] parameters, int offset, float[] input, float[] rows) {
      for (int b = 0; b < batch; b++) {
        for (int t = 0; t < times; t++) {
          picked.set(b * times + t, input[t * batch + b]);
        }
      }
      picked.gather(parameters, offset, rows);
    }

    @Override
    public void backward(float[] rowGradient, float[] gradient, int offset) {
      picked.scatter(rowGradient, gradient, offset);
    }
  }
}
