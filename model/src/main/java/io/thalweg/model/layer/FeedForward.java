package io.thalweg.model.layer;

import java.util.SplittableRandom;

/**
 * The position-wise half of a Transformer's block: {@code residual += gelu(x W1) W2}.
 *
 * <p>Shapes: x and residual {@code [rows, width]}; parameters: W1 {@code [width, hidden]}, W2
 * {@code [hidden, width]}. No biases: the shift of the normalisation in front, times W1, is one.
 * The sum with the residual is the product's own, so that nothing is copied for it; rows go through
 * both products in groups that stay in the cache. Not thread-safe.
 */
public final class FeedForward {
  /** Floats of the activation's loops: two such arrays stay in the first cache. */
  private static final int CHUNK_FLOATS = 4096;

  private final int rows;
  private final int width;
  private final int hidden;

  /** Rows of the activation's loops, and of the products: whole chunks. */
  private final int chunk;

  private final int group;
  private final float[] values;

  /** Of each chunk. */
  private final float[][] slopes;

  private final Matrix in;
  private final Matrix out;
  private final Matrix nativeHidden;
  private final Matrix hiddenGradient;
  private final Matrix inGradient;
  private final Matrix outGradient;

  /**
   * @param rows rows of every call
   * @param width floats of a row
   * @param hidden units in between
   */
  public FeedForward(int rows, int width, int hidden) {
    this.rows = rows;
    this.width = width;
    this.hidden = hidden;
    chunk = Math.min(rows, Math.max(1, CHUNK_FLOATS / hidden));
    group = chunk * Math.max(1, Rows.GROUP / chunk);
    values = new float[chunk * hidden];
    slopes = new float[(rows + chunk - 1) / chunk][values.length];
    in = new Matrix((long) width * hidden);
    out = new Matrix((long) width * hidden);
    nativeHidden = new Matrix((long) rows * hidden);
    hiddenGradient = new Matrix((long) group * hidden);
    inGradient = new Matrix((long) width * hidden);
    outGradient = new Matrix((long) width * hidden);
  }

  /** Number of parameters of a layer of these sizes. */
  public static int parameterCount(int width, int hidden) {
    return 2 * width * hidden;
  }

  /**
   * Weights with variance one over their inputs, those of the residual branch's end times {@code
   * gain}.
   */
  public static void initialise(
      float[] parameters, int offset, int width, int hidden, double gain, SplittableRandom random) {
    Weights.fill(parameters, offset, width * hidden, 1 / Math.sqrt(width), random);
    Weights.fill(
        parameters, offset + width * hidden, width * hidden, gain / Math.sqrt(hidden), random);
  }

  /**
   * Adds the layer's result.
   *
   * @param x {@code [rows, width]}, to stay as it is until {@link #backward}
   * @param residual {@code [rows, width]}, added to
   */
  public void forward(float[] parameters, int offset, Matrix x, Matrix residual) {
    in.put(parameters, offset, width * hidden);
    out.put(parameters, offset + width * hidden, width * hidden);
    for (int row = 0; row < rows; row += group) {
      int count = Math.min(group, rows - row);
      long at = (long) row * width;
      long hiddenAt = (long) row * hidden;
      Matrix.multiply(x, at, in, 0, nativeHidden, hiddenAt, count, hidden, width, 0f);
      activate(row, row + count);
      Matrix.multiply(nativeHidden, hiddenAt, out, 0, residual, at, count, width, hidden, 1f);
    }
  }

  private void activate(int row, int end) {
    for (int r = row; r < end; r += chunk) {
      long at = (long) r * hidden;
      int floats = Math.min(chunk, end - r) * hidden;
      nativeHidden.get(values, 0, floats, at);
      Activation.GELU.apply(values, slopes[r / chunk], floats);
      nativeHidden.put(values, 0, floats, at);
    }
  }

  /**
   * Gradients of the last {@link #forward}.
   *
   * @param x what it was given
   * @param residualGradient {@code [rows, width]}, untouched
   * @param gradient overwritten at {@code [offset, offset + parameterCount)}
   * @param xGradient {@code [rows, width]}, overwritten
   */
  public void backward(
      Matrix x, Matrix residualGradient, float[] gradient, int offset, Matrix xGradient) {
    for (int row = 0; row < rows; row += group) {
      int count = Math.min(group, rows - row);
      long at = (long) row * width;
      long hiddenAt = (long) row * hidden;
      float sum = row == 0 ? 0f : 1f; // of the groups' weight gradients
      Matrix.multiplyTransposedA(
          nativeHidden, hiddenAt, residualGradient, at, outGradient, 0, hidden, width, count, sum);
      Matrix.multiplyTransposedB(
          residualGradient, at, out, 0, hiddenGradient, 0, count, hidden, width, 0f);
      throughActivation(row, row + count);
      Matrix.multiplyTransposedA(
          x, at, hiddenGradient, 0, inGradient, 0, width, hidden, count, sum);
      Matrix.multiplyTransposedB(hiddenGradient, 0, in, 0, xGradient, at, count, width, hidden, 0f);
    }
    int weights = width * hidden;
    inGradient.get(gradient, offset, weights);
    outGradient.get(gradient, offset + weights, weights);
  }

  private void throughActivation(int row, int end) {
    for (int r = row; r < end; r += chunk) {
      long at = (long) (r - row) * hidden;
      int floats = Math.min(chunk, end - r) * hidden;
      hiddenGradient.get(values, 0, floats, at);
      Rows.scale(slopes[r / chunk], values, floats);
      hiddenGradient.put(values, 0, floats, at);
    }
  }
}
