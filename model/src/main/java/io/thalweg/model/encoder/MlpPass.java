package io.thalweg.model.encoder;

import io.thalweg.model.layer.Matrix;
import io.thalweg.model.layer.Rows;
import java.util.Arrays;

/**
 * Forward and backward of {@link Mlp} over a batch, time-major. A window's row w is the input from
 * row {@code w * batch} on, so each is one product over all positions of all sequences.
 */
final class MlpPass implements Encoder.Pass {
  private final Mlp net;
  private final int batch;

  /** Positions of all sequences. */
  private final int rows;

  private final int window;
  private final float[] input;

  /** Activations {@code [layer][rows, units]}; the last are the embeddings. */
  private final float[][] values;

  private final float[][] slopes;
  private final float[][] gradients;
  private final float[] bias;
  private final Matrix[] nativeInput;
  private final Matrix[] nativeWeights;
  private final Matrix[] nativeOutput;
  private final Matrix weightGradient;
  private final Matrix nativeOnes;
  private final Matrix nativeBias;

  MlpPass(Mlp net, int batch, int length) {
    this.net = net;
    this.batch = batch;
    rows = length * batch;
    window = net.contextLength() + 1;
    int layers = net.layers();
    input = new float[(net.contextLength() + length) * batch * net.inputSize()];
    values = new float[layers][];
    slopes = new float[layers][];
    gradients = new float[layers][];
    nativeInput = new Matrix[layers];
    nativeWeights = new Matrix[layers];
    nativeOutput = new Matrix[layers];
    int widest = 0;
    int mostWeights = 0;
    for (int l = 0; l < layers; l++) {
      int floats = rows * net.units(l);
      values[l] = new float[floats]; // [rows, units]
      slopes[l] = new float[floats];
      gradients[l] = new float[floats];
      nativeInput[l] = new Matrix(l == 0 ? input.length : values[l - 1].length);
      nativeWeights[l] = new Matrix(net.weightCount(l));
      nativeOutput[l] = new Matrix(floats);
      widest = Math.max(widest, net.units(l));
      mostWeights = Math.max(mostWeights, net.weightCount(l));
    }
    bias = new float[rows * widest];
    weightGradient = new Matrix(mostWeights);
    nativeBias = new Matrix(widest);
    nativeOnes = new Matrix(rows);
    float[] ones = new float[rows];
    Arrays.fill(ones, 1f);
    nativeOnes.put(ones, 0, rows);
  }

  @Override
  public float[] input() {
    return input;
  }

  @Override
  public float[] embeddings() {
    return values[net.layers() - 1];
  }

  @Override
  public void forward(float[] parameters, int offset) {
    for (int l = 0; l < net.layers(); l++) {
      nativeWeights[l].put(parameters, offset + net.weightOffset(l), net.weightCount(l));
      float[] in = l == 0 ? input : values[l - 1];
      nativeInput[l].put(in, 0, in.length);
      float[] out = values[l];
      for (int block = 0; block < blocks(l); block++) {
        multiply(l, block);
      }
      nativeOutput[l].get(out, 0, out.length);
      Rows.repeat(parameters, offset + net.biasOffset(l), net.units(l), bias, out.length);
      Rows.add(bias, out, out.length);
      net.activation().apply(out, slopes[l], out.length);
    }
  }

  private void multiply(int l, int block) {
    int inputs = blockInputs(l);
    int units = net.units(l);
    Matrix.multiply(
        nativeInput[l],
        blockRow(block) * (long) inputs,
        nativeWeights[l],
        (long) block * inputs * units,
        nativeOutput[l],
        0,
        rows,
        units,
        inputs,
        block == 0 ? 0f : 1f);
  }

  @Override
  public void backward(
      float[] parameters, int offset, float[] embeddingGradient, float[] parameterGradient) {
    int last = net.layers() - 1;
    System.arraycopy(embeddingGradient, 0, gradients[last], 0, gradients[last].length);
    for (int l = last; l >= 0; l--) {
      float[] slope = gradients[l];
      Rows.scale(slopes[l], slope, slope.length);
      nativeOutput[l].put(slope, 0, slope.length);
      weightGradients(l, parameterGradient, offset + net.weightOffset(l));
      Matrix.multiplyRow(nativeOnes, nativeOutput[l], 0, nativeBias, net.units(l), rows);
      nativeBias.get(parameterGradient, offset + net.biasOffset(l), net.units(l));
      if (l > 0) {
        inputGradients(l);
      }
    }
  }

  private void weightGradients(int l, float[] parameterGradient, int at) {
    int inputs = blockInputs(l);
    int units = net.units(l);
    for (int block = 0; block < blocks(l); block++) {
      Matrix.multiplyTransposedA(
          nativeInput[l],
          blockRow(block) * (long) inputs,
          nativeOutput[l],
          0,
          weightGradient,
          (long) block * inputs * units,
          inputs,
          units,
          rows,
          0f);
    }
    weightGradient.get(parameterGradient, at, net.weightCount(l));
  }

  /** Overwrites the layer's input outside the heap, which its weights no longer need. */
  private void inputGradients(int l) {
    int below = net.units(l - 1);
    Matrix.multiplyTransposedB(
        nativeOutput[l], 0, nativeWeights[l], 0, nativeInput[l], 0, rows, below, net.units(l), 0f);
    nativeInput[l].get(gradients[l - 1], 0, rows * below);
  }

  private int blocks(int l) {
    return l == 0 ? window : 1;
  }

  private int blockInputs(int l) {
    return net.fanIn(l) / blocks(l);
  }

  private int blockRow(int block) {
    return block * batch;
  }
}
