package io.thalweg.model.encoder.dl4j;

import io.thalweg.model.encoder.Encoder;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A network over windows: every position of every sequence is an example of its own. */
final class WindowPass implements Encoder.Pass {
  private final Network network;
  private final Windows windows;
  private final int batch;
  private final int length;
  private final int window;
  private final int inputs;
  private final float[] input;
  private final float[] embeddings;

  /** {@code [length, batch, window, input]}. */
  private final float[] gathered;

  private final INDArray embeddingGradient;
  private long[] outputShape = {};

  WindowPass(Dl4jEncoder encoder, int batch, int length) {
    this.batch = batch;
    this.length = length;
    network = encoder.newNetwork(0);
    window = encoder.window();
    inputs = encoder.inputSize();
    input = new float[(encoder.contextLength() + length) * batch * inputs];
    embeddings = new float[length * batch * encoder.embeddingSize()];
    gathered = new float[length * batch * window * inputs];
    windows = new Windows(encoder, length * batch);
    embeddingGradient = Arrays.create((long) length * batch, encoder.embeddingSize());
  }

  @Override
  public float[] input() {
    return input;
  }

  @Override
  public float[] embeddings() {
    return embeddings;
  }

  @Override
  public void forward(float[] parameters, int offset) {
    Arrays.put(parameters, offset, network.parameters());
    gather();
    INDArray output = network.forward(windows.of(gathered));
    outputShape = output.shape();
    Arrays.get(Windows.last(output), embeddings, 0);
  }

  private void gather() {
    int row = batch * inputs;
    for (int t = 0; t < length; t++) {
      for (int b = 0; b < batch; b++) {
        for (int w = 0; w < window; w++) {
          int from = (t + w) * row + b * inputs;
          int to = ((t * batch + b) * window + w) * inputs;
          System.arraycopy(input, from, gathered, to, inputs);
        }
      }
    }
  }

  @Override
  public void backward(
      float[] parameters, int offset, float[] embeddingGradient, float[] gradient) {
    Arrays.put(embeddingGradient, 0, this.embeddingGradient);
    Arrays.get(network.backward(outputGradient()), gradient, offset);
  }

  /** Earlier time steps of the output, where there are any, lead to no embedding. */
  private INDArray outputGradient() {
    if (outputShape.length == 2) {
      return embeddingGradient;
    }
    INDArray whole = Arrays.create(outputShape);
    Windows.last(whole).assign(embeddingGradient);
    return whole;
  }
}
