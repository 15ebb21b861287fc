package io.thalweg.model.encoder;

import io.thalweg.model.layer.Matrix;

/**
 * Serving form of {@link CausalConv}: each layer keeps its last {@code reach} inputs, oldest first,
 * so that a step computes one position per layer.
 *
 * <p>State: layer after layer {@code [reach, in]}. Shifting it costs a memory move of the state per
 * step (3 KB at the default sizes, under 0.1 us), and keeps the state a plain value without a
 * cursor.
 */
final class CausalConvStepper implements Encoder.Stepper {
  private final CausalConv net;
  private final Matrix[] weights;
  private final float[][] bias;
  private final float[] window;
  private final Matrix nativeWindow;
  private final Matrix nativeOutput;
  private final float[] output;
  private final float[] current;

  CausalConvStepper(CausalConv net, float[] parameters, int offset) {
    this.net = net;
    int channels = net.embeddingSize();
    weights = new Matrix[net.layers()];
    bias = new float[net.layers()][];
    int widest = 0;
    for (int l = 0; l < net.layers(); l++) {
      weights[l] = net.weights(l, parameters, offset, new Matrix(net.weightCount(l)));
      int from = offset + net.biasOffset(l);
      bias[l] = java.util.Arrays.copyOfRange(parameters, from, from + channels);
      widest = Math.max(widest, net.kernel() * net.inputOf(l));
    }
    window = new float[widest];
    nativeWindow = new Matrix(widest);
    nativeOutput = new Matrix(channels);
    output = new float[channels];
    current = new float[Math.max(channels, net.inputSize())];
  }

  @Override
  public int stateSize() {
    int size = 0;
    for (int l = 0; l < net.layers(); l++) {
      size += net.reach(l) * net.inputOf(l);
    }
    return size;
  }

  @Override
  public void reset(float[] state) {
    java.util.Arrays.fill(state, 0f);
    float[] zero = new float[net.inputSize()];
    float[] ignored = new float[net.embeddingSize()];
    // Biases make later layers' past inputs differ from zero: let zeros flow through.
    for (int i = 0; i < net.contextLength(); i++) {
      step(state, zero, ignored);
    }
  }

  @Override
  public void step(float[] state, float[] item, float[] embedding) {
    int base = 0;
    System.arraycopy(item, 0, current, 0, net.inputSize());
    for (int l = 0; l < net.layers(); l++) {
      int inputs = net.inputOf(l);
      gather(l, state, base, inputs);
      int taps = net.kernel() * inputs;
      nativeWindow.put(window, 0, taps);
      Matrix.multiplyRow(nativeWindow, weights[l], 0, nativeOutput, net.embeddingSize(), taps);
      nativeOutput.get(output, 0, output.length);
      remember(l, state, base, inputs);
      activate(l);
      base += net.reach(l) * inputs;
    }
    System.arraycopy(current, 0, embedding, 0, net.embeddingSize());
  }

  private void gather(int l, float[] state, int base, int inputs) {
    int newest = net.kernel() - 1;
    for (int tap = 0; tap < newest; tap++) {
      int past = base + tap * net.dilation(l) * inputs;
      System.arraycopy(state, past, window, tap * inputs, inputs);
    }
    System.arraycopy(current, 0, window, newest * inputs, inputs);
  }

  private void remember(int l, float[] state, int base, int inputs) {
    int kept = (net.reach(l) - 1) * inputs;
    if (kept < 0) {
      return;
    }
    System.arraycopy(state, base + inputs, state, base, kept);
    System.arraycopy(current, 0, state, base + kept, inputs);
  }

  private void activate(int l) {
    float[] b = bias[l];
    for (int c = 0; c < output.length; c++) {
      float value = output[c] + b[c];
      current[c] = l == 0 ? value : current[c] + Math.max(0f, value);
    }
  }
}
