package io.thalweg.model.encoder;

import io.thalweg.model.layer.Matrix;
import java.util.Arrays;

/**
 * Serving form of {@link Mlp}: the state is the last {@code contextLength} items, oldest first. One
 * matrix-vector product per layer.
 */
final class MlpStepper implements Encoder.Stepper {
  private final Mlp net;
  private final int inputs;
  private final int past;
  private final Matrix[] weights;
  private final float[][] bias;
  private final float[][] values;
  private final float[] slope;
  private final Matrix[] nativeInput;
  private final Matrix nativeOutput;

  MlpStepper(Mlp net, float[] parameters, int offset) {
    this.net = net;
    inputs = net.inputSize();
    past = net.contextLength() * inputs;
    int layers = net.layers();
    weights = new Matrix[layers];
    bias = new float[layers][];
    values = new float[layers][];
    nativeInput = new Matrix[layers];
    int widest = 0;
    for (int l = 0; l < layers; l++) {
      weights[l] = new Matrix(net.weightCount(l));
      weights[l].put(parameters, offset + net.weightOffset(l), net.weightCount(l));
      int from = offset + net.biasOffset(l);
      bias[l] = Arrays.copyOfRange(parameters, from, from + net.units(l));
      values[l] = new float[net.units(l)];
      nativeInput[l] = new Matrix(net.fanIn(l));
      widest = Math.max(widest, net.units(l));
    }
    slope = new float[widest];
    nativeOutput = new Matrix(widest);
  }

  @Override
  public int stateSize() {
    return past;
  }

  @Override
  public void reset(float[] state) {
    Arrays.fill(state, 0f);
  }

  @Override
  public void step(float[] state, float[] item, float[] embedding) {
    nativeInput[0].put(state, 0, past);
    nativeInput[0].put(item, 0, inputs, past);
    remember(state, item);
    for (int l = 0; l < net.layers(); l++) {
      float[] out = values[l];
      if (l > 0) {
        nativeInput[l].put(values[l - 1], 0, values[l - 1].length);
      }
      Matrix.multiplyRow(nativeInput[l], weights[l], 0, nativeOutput, out.length, net.fanIn(l));
      nativeOutput.get(out, 0, out.length);
      float[] b = bias[l];
      for (int i = 0; i < out.length; i++) {
        out[i] += b[i];
      }
      net.activation().apply(out, slope, out.length);
    }
    System.arraycopy(values[net.layers() - 1], 0, embedding, 0, net.embeddingSize());
  }

  private void remember(float[] state, float[] item) {
    if (past > 0) {
      System.arraycopy(state, inputs, state, 0, past - inputs);
      System.arraycopy(item, 0, state, past - inputs, inputs);
    }
  }
}
