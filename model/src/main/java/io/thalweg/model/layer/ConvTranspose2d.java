package io.thalweg.model.layer;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Transposed convolution with bias: the exact adjoint of {@link Conv2d} with the same weights, from
 * the smaller frame to the larger, {@code <conv(x), y> = <x, transposed(y)>}.
 *
 * <p>Shapes: y {@code [frames, outHeight, outWidth, out]}, x {@code [frames, height, width, in]};
 * parameters: weights {@code [kernel, kernel, in, out]} as for {@link Conv2d}, then bias {@code
 * [in]}. Not thread-safe.
 *
 * <p>Source: Dumoulin and Visin 2016 (arXiv 1603.07285), chapter 4.
 */
public final class ConvTranspose2d {
  private final ConvShape shape;
  private final Patches patches;
  private final int rows;
  private final int pixels;
  private final float[] output;
  private final float[] bias;
  private final float[] inputGradient;
  private final Matrix nativeColumns;
  private final Matrix nativeWeights;
  private final Matrix nativeInput;
  private final Matrix weightGradient;
  private final Matrix nativeOutput;
  private final Matrix ones;
  private final Matrix biasGradient;

  /**
   * @param frames frames of every call
   * @param shape sizes of the convolution it is the adjoint of
   */
  public ConvTranspose2d(int frames, ConvShape shape) {
    this.shape = shape;
    patches = new Patches(shape, frames);
    rows = frames * shape.positions();
    pixels = frames * shape.height() * shape.width();
    output = new float[pixels * shape.in()];
    bias = new float[output.length];
    inputGradient = new float[rows * shape.out()];
    nativeColumns = new Matrix(patches.floats());
    nativeWeights = new Matrix(shape.weightCount());
    nativeInput = new Matrix(inputGradient.length);
    weightGradient = new Matrix(shape.weightCount());
    nativeOutput = new Matrix(output.length);
    ones = Conv2d.ones(pixels);
    biasGradient = new Matrix(shape.in());
  }

  /** Number of parameters of a layer of these sizes. */
  public static int parameterCount(ConvShape shape) {
    return shape.weightCount() + shape.in();
  }

  /**
   * Weights with standard deviation {@code gain / sqrt(terms of a pixel's sum)}, bias zero. A pixel
   * lies under {@code (kernel / stride)^2} kernels.
   */
  public static void initialise(
      float[] parameters, int offset, ConvShape shape, double gain, SplittableRandom random) {
    double terms = (double) shape.kernel() * shape.kernel() * shape.out();
    double spread = gain * shape.stride() / Math.sqrt(terms);
    int bias = offset + shape.weightCount();
    Weights.fill(parameters, offset, shape.weightCount(), spread, random);
    Arrays.fill(parameters, bias, bias + shape.in(), 0f);
  }

  /**
   * From smaller frames to larger ones.
   *
   * @param y {@code [frames, outHeight, outWidth, out]}, untouched
   * @return {@code [frames, height, width, in]}, overwritten by the next call
   */
  public float[] forward(float[] parameters, int offset, float[] y) {
    nativeInput.put(y, 0, inputGradient.length);
    nativeWeights.put(parameters, offset, shape.weightCount());
    Matrix.multiplyTransposedB(
        nativeInput, 0, nativeWeights, 0, nativeColumns, 0, rows, shape.patch(), shape.out(), 0f);
    patches.scatter(nativeColumns, output);
    Rows.repeat(parameters, offset + shape.weightCount(), shape.in(), bias, bias.length);
    Rows.add(bias, output, output.length);
    return output;
  }

  /**
   * Gradients of the last {@link #forward}; its parameters must not have changed since.
   *
   * @param xGradient gradient of what it returned, untouched
   * @param gradient overwritten at {@code [offset, offset + parameterCount)}
   * @return gradient of y, {@code [frames, outHeight, outWidth, out]}, overwritten by the next call
   */
  public float[] backward(float[] xGradient, float[] gradient, int offset) {
    patches.gather(xGradient, nativeColumns);
    Matrix.multiplyTransposedA(
        nativeColumns, 0, nativeInput, 0, weightGradient, 0, shape.patch(), shape.out(), rows, 0f);
    weightGradient.get(gradient, offset, shape.weightCount());
    nativeOutput.put(xGradient, 0, output.length);
    Matrix.multiplyRow(ones, nativeOutput, 0, biasGradient, shape.in(), pixels);
    biasGradient.get(gradient, offset + shape.weightCount(), shape.in());
    Matrix.multiply(
        nativeColumns, 0, nativeWeights, 0, nativeInput, 0, rows, shape.out(), shape.patch(), 0f);
    nativeInput.get(inputGradient, 0, inputGradient.length);
    return inputGradient;
  }
}
