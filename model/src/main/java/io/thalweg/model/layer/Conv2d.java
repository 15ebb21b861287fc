package io.thalweg.model.layer;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Strided two-dimensional convolution of frames, with bias: one matrix product of all kernels'
 * patches.
 *
 * <p>Shapes: x {@code [frames, height, width, in]}, y {@code [frames, outHeight, outWidth, out]};
 * parameters: weights {@code [kernel, kernel, in, out]}, then bias {@code [out]}. Not thread-safe.
 */
public final class Conv2d {
  private final ConvShape shape;
  private final Patches patches;
  private final int rows;
  private final float[] output;
  private final float[] bias;
  private final float[] inputGradient;
  private final Matrix nativeColumns;
  private final Matrix nativeWeights;
  private final Matrix nativeOutput;
  private final Matrix weightGradient;
  private final Matrix ones;
  private final Matrix biasGradient;

  /**
   * @param frames frames of every call
   * @param shape sizes of each
   */
  public Conv2d(int frames, ConvShape shape) {
    this.shape = shape;
    patches = new Patches(shape, frames);
    rows = frames * shape.positions();
    output = new float[rows * shape.out()];
    bias = new float[output.length];
    inputGradient = new float[frames * shape.inFloats()];
    nativeColumns = new Matrix(patches.floats());
    nativeWeights = new Matrix(shape.weightCount());
    nativeOutput = new Matrix(output.length);
    weightGradient = new Matrix(shape.weightCount());
    ones = ones(rows);
    biasGradient = new Matrix(shape.out());
  }

  static Matrix ones(int count) {
    float[] values = new float[count];
    Arrays.fill(values, 1f);
    Matrix ones = new Matrix(count);
    ones.put(values, 0, count);
    return ones;
  }

  /** Number of parameters of a layer of these sizes. */
  public static int parameterCount(ConvShape shape) {
    return shape.weightCount() + shape.out();
  }

  /** Weights with standard deviation {@code gain / sqrt(floats under a kernel)}, bias zero. */
  public static void initialise(
      float[] parameters, int offset, ConvShape shape, double gain, SplittableRandom random) {
    int bias = offset + shape.weightCount();
    Weights.fill(parameters, offset, shape.weightCount(), gain / Math.sqrt(shape.patch()), random);
    Arrays.fill(parameters, bias, bias + shape.out(), 0f);
  }

  /**
   * Convolves.
   *
   * @param x {@code [frames, height, width, in]}, untouched
   * @return {@code [frames, outHeight, outWidth, out]}, overwritten by the next call
   */
  public float[] forward(float[] parameters, int offset, float[] x) {
    load(parameters, offset);
    return forward(x);
  }

  /** Takes the parameters, for any number of calls of {@link #forward(float[])}. */
  public void load(float[] parameters, int offset) {
    nativeWeights.put(parameters, offset, shape.weightCount());
    Rows.repeat(parameters, offset + shape.weightCount(), shape.out(), bias, bias.length);
  }

  /**
   * Convolves with the parameters last taken.
   *
   * @param x as for {@link #forward(float[], int, float[])}
   */
  public float[] forward(float[] x) {
    patches.gather(x, nativeColumns);
    Matrix.multiply(
        nativeColumns, 0, nativeWeights, 0, nativeOutput, 0, rows, shape.out(), shape.patch(), 0f);
    nativeOutput.get(output, 0, output.length);
    Rows.add(bias, output, output.length);
    return output;
  }

  /**
   * Gradients of the parameters, for the first layer: nobody asks for that of its input.
   *
   * @param yGradient gradient of what {@link #forward} returned, untouched
   * @param gradient overwritten at {@code [offset, offset + parameterCount)}
   */
  public void backwardParameters(float[] yGradient, float[] gradient, int offset) {
    nativeOutput.put(yGradient, 0, output.length);
    Matrix.multiplyTransposedA(
        nativeColumns, 0, nativeOutput, 0, weightGradient, 0, shape.patch(), shape.out(), rows, 0f);
    weightGradient.get(gradient, offset, shape.weightCount());
    Matrix.multiplyRow(ones, nativeOutput, 0, biasGradient, shape.out(), rows);
    biasGradient.get(gradient, offset + shape.weightCount(), shape.out());
  }

  /**
   * Gradients of the last {@link #forward}; its parameters must not have changed since.
   *
   * @return gradient of x, {@code [frames, height, width, in]}, overwritten by the next call
   */
  public float[] backward(float[] yGradient, float[] gradient, int offset) {
    backwardParameters(yGradient, gradient, offset);
    Matrix.multiplyTransposedB(
        nativeOutput, 0, nativeWeights, 0, nativeColumns, 0, rows, shape.patch(), shape.out(), 0f);
    patches.scatter(nativeColumns, inputGradient);
    return inputGradient;
  }
}
