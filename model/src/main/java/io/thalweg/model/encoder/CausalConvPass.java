package io.thalweg.model.encoder;

import io.thalweg.model.layer.Matrix;

/**
 * Forward and backward of {@link CausalConv} over a batch, time-major. Layer l maps {@code
 * [times(l), batch, in]} to {@code [times(l + 1), batch, channels]}; its tap k reads the input from
 * row {@code k * dilation * batch} on, so each tap is one matrix product over all positions of all
 * sequences and nothing is gathered.
 */
final class CausalConvPass implements Encoder.Pass {
  private final CausalConv net;
  private final int batch;

  /** Heap activations: {@code hidden[l]} is the input of layer l, the last one the embeddings. */
  private final float[][] hidden;

  /** Before the activation, {@code [times(l + 1), batch, channels]}; null for layer 0. */
  private final float[][] preActivation;

  private final float[][] gradient;
  private final Matrix[] nativeInput;
  private final Matrix[] nativeWeights;

  /** One for all layers: what is not touched needs no place in the processor's cache. */
  private final Matrix nativeOutput;

  private final Matrix weightGradient;
  private final Matrix inputGradient;
  private final Matrix nativeOnes;
  private final Matrix nativeBias;
  private final int[] times;

  /** One layer's bias for every row, and the input its residual adds: see {@link #activate}. */
  private final float[] bias;

  private final float[] skipped;

  CausalConvPass(CausalConv net, int batch, int length) {
    this.net = net;
    this.batch = batch;
    int layers = net.layers();
    times = new int[layers + 1];
    times[layers] = length;
    for (int l = layers - 1; l >= 0; l--) {
      times[l] = times[l + 1] + net.reach(l);
    }
    hidden = new float[layers + 1][];
    preActivation = new float[layers][];
    gradient = new float[layers + 1][];
    nativeInput = new Matrix[layers];
    nativeWeights = new Matrix[layers];
    hidden[0] = new float[times[0] * batch * net.inputSize()];
    int widest = 0;
    int mostWeights = 0;
    for (int l = 0; l < layers; l++) {
      int outputs = times[l + 1] * batch * net.embeddingSize();
      hidden[l + 1] = new float[outputs];
      preActivation[l] = new float[outputs];
      gradient[l + 1] = new float[outputs];
      nativeInput[l] = new Matrix(hidden[l].length);
      nativeWeights[l] = new Matrix(net.weightCount(l));
      mostWeights = Math.max(mostWeights, net.weightCount(l));
      if (l > 0) {
        widest = Math.max(widest, hidden[l].length);
      }
    }
    int mostRows = times[1] * batch;
    nativeOutput = new Matrix((long) mostRows * net.embeddingSize());
    bias = new float[mostRows * net.embeddingSize()];
    skipped = new float[bias.length];
    nativeOnes = new Matrix(mostRows);
    float[] ones = new float[mostRows];
    java.util.Arrays.fill(ones, 1f);
    nativeOnes.put(ones, 0, mostRows);
    nativeBias = new Matrix(net.embeddingSize());
    weightGradient = new Matrix(mostWeights);
    inputGradient = new Matrix(Math.max(1, widest));
  }

  @Override
  public float[] input() {
    return hidden[0];
  }

  @Override
  public float[] embeddings() {
    return hidden[net.layers()];
  }

  @Override
  public void forward(float[] parameters, int offset) {
    for (int l = 0; l < net.layers(); l++) {
      convolve(l, parameters, offset);
      activate(l, parameters, offset + net.biasOffset(l));
    }
  }

  private void convolve(int l, float[] parameters, int offset) {
    Matrix weights = net.weights(l, parameters, offset, nativeWeights[l]);
    Matrix in = nativeInput[l];
    in.put(hidden[l], 0, hidden[l].length);
    int rows = times[l + 1] * batch;
    int inputs = net.inputOf(l);
    int channels = net.embeddingSize();
    for (int tap = 0; tap < net.kernel(); tap++) {
      Matrix.multiply(
          in,
          tapRow(l, tap) * (long) inputs,
          weights,
          (long) tap * inputs * channels,
          nativeOutput,
          0,
          rows,
          channels,
          inputs,
          tap == 0 ? 0f : 1f);
    }
    nativeOutput.get(preActivation[l], 0, rows * channels);
  }

  /**
   * The loops run over whole layers with one index for all arrays, for which bias and skipped input
   * are laid out first: rows of 48 floats, or offsets that differ, are not vectorised.
   */
  private void activate(int l, float[] parameters, int biasAt) {
    int floats = hidden[l + 1].length;
    repeatBias(parameters, biasAt, floats);
    if (l == 0) {
      add(preActivation[l], bias, hidden[l + 1]);
    } else {
      // The residual adds the newest tap's input: the row that the output row stands for.
      int skip = tapRow(l, net.kernel() - 1) * net.embeddingSize();
      System.arraycopy(hidden[l], skip, skipped, 0, floats);
      addRectified(preActivation[l], bias, skipped, hidden[l + 1]);
    }
  }

  private void repeatBias(float[] parameters, int from, int floats) {
    int filled = net.embeddingSize();
    System.arraycopy(parameters, from, bias, 0, filled);
    for (; filled < floats; filled *= 2) {
      System.arraycopy(bias, 0, bias, filled, Math.min(filled, floats - filled));
    }
  }

  private static void add(float[] raw, float[] bias, float[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = raw[i] + bias[i];
    }
  }

  private static void addRectified(float[] raw, float[] bias, float[] skipped, float[] out) {
    for (int i = 0; i < out.length; i++) {
      float value = raw[i] + bias[i];
      raw[i] = value;
      out[i] = skipped[i] + Math.max(0f, value);
    }
  }

  @Override
  public void backward(
      float[] parameters, int offset, float[] embeddingGradient, float[] parameterGradient) {
    int layers = net.layers();
    System.arraycopy(embeddingGradient, 0, gradient[layers], 0, gradient[layers].length);
    for (int l = layers - 1; l >= 0; l--) {
      float[] branch = branchGradient(l);
      nativeOutput.put(branch, 0, branch.length);
      biasGradient(l, parameterGradient, offset + net.biasOffset(l));
      weightGradients(l, parameterGradient, offset + net.weightOffset(l));
      if (l > 0) {
        inputGradients(l);
      }
    }
  }

  /** Gradient before the activation; reuses the pre-activation's array, no longer needed. */
  private float[] branchGradient(int l) {
    float[] above = gradient[l + 1];
    if (l == 0) {
      return above;
    }
    float[] branch = preActivation[l];
    for (int i = 0; i < branch.length; i++) {
      // 1 where positive, else 0: a condition is a jump, wrong half the time, and NaN would pass it
      float open = Math.min(1f, Math.max(0f, branch[i]) * Float.MAX_VALUE);
      branch[i] = open * above[i];
    }
    return branch;
  }

  private void biasGradient(int l, float[] parameterGradient, int biasAt) {
    int channels = net.embeddingSize();
    int rows = times[l + 1] * batch;
    Matrix.multiplyRow(nativeOnes, nativeOutput, 0, nativeBias, channels, rows);
    nativeBias.get(parameterGradient, biasAt, channels);
  }

  private void weightGradients(int l, float[] parameterGradient, int weights) {
    int rows = times[l + 1] * batch;
    int inputs = net.inputOf(l);
    int channels = net.embeddingSize();
    for (int tap = 0; tap < net.kernel(); tap++) {
      Matrix.multiplyTransposedA(
          nativeInput[l],
          tapRow(l, tap) * (long) inputs,
          nativeOutput,
          0,
          weightGradient,
          (long) tap * inputs * channels,
          inputs,
          channels,
          rows,
          0f);
    }
    weightGradient.get(parameterGradient, weights, net.weightCount(l));
  }

  private void inputGradients(int l) {
    int channels = net.embeddingSize();
    int rows = times[l + 1] * batch;
    float[] below = gradient[l];
    // The residual path first: rows later layers never read get nothing from it.
    java.util.Arrays.fill(below, 0f);
    System.arraycopy(
        gradient[l + 1], 0, below, tapRow(l, net.kernel() - 1) * channels, rows * channels);
    inputGradient.put(below, 0, below.length);
    for (int tap = 0; tap < net.kernel(); tap++) {
      Matrix.multiplyTransposedB(
          nativeOutput,
          0,
          nativeWeights[l],
          (long) tap * channels * channels,
          inputGradient,
          tapRow(l, tap) * (long) channels,
          rows,
          channels,
          channels,
          1f);
    }
    inputGradient.get(below, 0, below.length);
  }

  private int tapRow(int l, int tap) {
    return tap * net.dilation(l) * batch;
  }
}
