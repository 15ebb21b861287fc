package io.thalweg.model.layer;

import java.util.SplittableRandom;

/**
 * The position-wise half of a Transformer's block: {@code residual += gelu(x W1) W2}.
 *
 * <p>Shapes: x and residual {@code [rows, width]}; parameters: W1 {@code [width, hidden]}, W2
 * {@code [hidden, width]}. No biases: the shift of the normalisation in front, times W1, is one.
 * The sum with the residual is the product's own, so that nothing is copied for it. Not
 * thread-safe.
 */
public final class FeedForward {
  private final int rows;
  private final int width;
  private final int hidden;
  private final float[] values;
  private final float[] slopes;
  private final Matrix in;
  private final Matrix out;
  private final Matrix nativeHidden;
  private final Matrix hiddenSlope;
  private final Matrix weightGradient;

  /**
   * @param rows rows of every call
   * @param width floats of a row
   * @param hidden units in between
   */
  public FeedForward(int rows, int width, int hidden) {
    this.rows = rows;
    this.width = width;
    this.hidden = hidden;
    values = new float[rows * hidden];
    slopes = new float[rows * hidden];
    in = new Matrix((long) width * hidden);
    out = new Matrix((long) width * hidden);
    nativeHidden = new Matrix((long) rows * hidden);
    hiddenSlope = new Matrix((long) rows * hidden);
    weightGradient = new Matrix((long) width * hidden);
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
    Matrix.multiply(x, 0, in, 0, nativeHidden, 0, rows, hidden, width, 0f);
    nativeHidden.get(values, 0, values.length);
    Activation.GELU.apply(values, slopes, values.length);
    nativeHidden.put(values, 0, values.length);
    Matrix.multiply(nativeHidden, 0, out, 0, residual, 0, rows, width, hidden, 1f);
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
    int weights = width * hidden;
    Matrix.multiplyTransposedA(
        nativeHidden, 0, residualGradient, 0, weightGradient, 0, hidden, width, rows, 0f);
    weightGradient.get(gradient, offset + weights, weights);
    Matrix.multiplyTransposedB(
        residualGradient, 0, out, 0, hiddenSlope, 0, rows, hidden, width, 0f);
    hiddenSlope.get(values, 0, values.length);
    Rows.scale(slopes, values, values.length);
    hiddenSlope.put(values, 0, values.length);
    Matrix.multiplyTransposedA(x, 0, hiddenSlope, 0, weightGradient, 0, width, hidden, rows, 0f);
    weightGradient.get(gradient, offset, weights);
    Matrix.multiplyTransposedB(hiddenSlope, 0, in, 0, xGradient, 0, rows, width, hidden, 0f);
  }
}
