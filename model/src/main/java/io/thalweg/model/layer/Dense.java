package io.thalweg.model.layer;

import java.util.SplittableRandom;

/**
 * Fully connected layer {@code y = x W + b} over many rows, with its gradients.
 *
 * <p>Shapes: x {@code [rows, in]}, y {@code [rows, out]}; parameters: weights {@code [in, out]},
 * then bias {@code [out]}. Working memory for {@code rows} rows is allocated once. Not thread-safe.
 */
public final class Dense {
  private final int rows;
  private final int in;
  private final int out;
  private final float[] output;
  private final float[] inputGradient;
  private final Matrix nativeInput;
  private final Matrix nativeWeights;
  private final Matrix nativeOutput;
  private final Matrix nativeWeightGradient;

  /**
   * @param rows rows of every call
   * @param in floats of an input row
   * @param out floats of an output row
   */
  public Dense(int rows, int in, int out) {
    this.rows = rows;
    this.in = in;
    this.out = out;
    output = new float[rows * out];
    inputGradient = new float[rows * in];
    nativeInput = new Matrix((long) rows * in);
    nativeWeights = new Matrix((long) in * out);
    nativeOutput = new Matrix((long) rows * out);
    nativeWeightGradient = new Matrix((long) in * out);
  }

  /** Number of parameters of a layer of these sizes. */
  public static int parameterCount(int in, int out) {
    return in * out + out;
  }

  /**
   * Weights with standard deviation {@code gain / sqrt(in)}, bias zero. Draws are made even with a
   * gain of zero, so that the gain does not change what is drawn afterwards.
   */
  public static void initialise(
      float[] parameters, int offset, int in, int out, double gain, SplittableRandom random) {
    double spread = gain / Math.sqrt(in);
    for (int i = 0; i < in * out; i++) {
      parameters[offset + i] = (float) (spread * random.nextGaussian());
    }
    java.util.Arrays.fill(parameters, offset + in * out, offset + parameterCount(in, out), 0f);
  }

  /**
   * @param input {@code [rows, in]}
   * @return {@code [rows, out]}, overwritten by the next call
   */
  public float[] forward(float[] parameters, int offset, float[] input) {
    nativeInput.put(input, 0, rows * in);
    nativeWeights.put(parameters, offset, in * out);
    Matrix.multiply(nativeInput, 0, nativeWeights, 0, nativeOutput, 0, rows, out, in, 0f);
    nativeOutput.get(output, 0, rows * out);
    int bias = offset + in * out;
    for (int row = 0; row < rows * out; row += out) {
      for (int c = 0; c < out; c++) {
        output[row + c] += parameters[bias + c];
      }
    }
    return output;
  }

  /**
   * Gradients of the last {@link #forward}; its parameters must not have changed since.
   *
   * @param outputGradient {@code [rows, out]}, untouched
   * @param gradient overwritten at {@code [offset, offset + parameterCount)}
   * @return gradient of the input, {@code [rows, in]}, overwritten by the next call
   */
  public float[] backward(float[] outputGradient, float[] gradient, int offset) {
    nativeOutput.put(outputGradient, 0, rows * out);
    Matrix.multiplyTransposedA(
        nativeInput, 0, nativeOutput, 0, nativeWeightGradient, 0, in, out, rows, 0f);
    nativeWeightGradient.get(gradient, offset, in * out);
    int bias = offset + in * out;
    java.util.Arrays.fill(gradient, bias, bias + out, 0f);
    for (int row = 0; row < rows * out; row += out) {
      for (int c = 0; c < out; c++) {
        gradient[bias + c] += outputGradient[row + c];
      }
    }
    Matrix.multiplyTransposedB(
        nativeOutput, 0, nativeWeights, 0, nativeInput, 0, rows, in, out, 0f);
    nativeInput.get(inputGradient, 0, rows * in);
    return inputGradient;
  }
}
