package io.thalweg.model.encoder.dl4j;

import io.thalweg.model.encoder.Encoder;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A recurrent network over whole segments with their burn-in. */
final class SegmentPass implements Encoder.Pass {
  private final Network network;
  private final float[] input;
  private final float[] embeddings;

  /** {@code [times, batch, input]}; DL4J is handed {@code [batch, input, times]}, a view. */
  private final INDArray nativeInput;

  /** {@code [times, batch, embedding]}. */
  private final INDArray nativeGradient;

  /** Outputs, or their gradients, of the burn-in and after it. */
  private final float[] all;

  /**
   * Whether the output has {@code [times * batch, embedding]}, time-major: that of a layer which
   * was handed each time step by itself. Otherwise it has {@code [batch, embedding, times]}.
   */
  private boolean rows;

  SegmentPass(Dl4jEncoder encoder, int batch, int length) {
    network = encoder.newNetwork(0);
    int times = encoder.contextLength() + length;
    nativeInput = Arrays.create(times, batch, encoder.inputSize());
    nativeGradient = Arrays.create(times, batch, encoder.embeddingSize());
    input = new float[Math.toIntExact(nativeInput.length())];
    all = new float[Math.toIntExact(nativeGradient.length())];
    embeddings = new float[length * batch * encoder.embeddingSize()];
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
    Arrays.put(input, 0, nativeInput);
    INDArray output = network.forward(nativeInput.permute(1, 2, 0));
    rows = output.rank() == 2;
    Arrays.get(rows ? output : output.permute(2, 0, 1), all, 0);
    System.arraycopy(all, all.length - embeddings.length, embeddings, 0, embeddings.length);
  }

  @Override
  public void backward(
      float[] parameters, int offset, float[] embeddingGradient, float[] gradient) {
    java.util.Arrays.fill(all, 0, all.length - embeddingGradient.length, 0f);
    System.arraycopy(
        embeddingGradient, 0, all, all.length - embeddingGradient.length, embeddingGradient.length);
    Arrays.put(all, 0, nativeGradient);
    INDArray outputGradient =
        rows
            ? nativeGradient.reshape('c', -1, nativeGradient.size(2))
            : nativeGradient.permute(1, 2, 0);
    Arrays.get(network.backward(outputGradient), gradient, offset);
  }
}
