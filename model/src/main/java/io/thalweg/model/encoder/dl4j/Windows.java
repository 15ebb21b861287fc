package io.thalweg.model.encoder.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Windows of items as the input of a network, and its output's last time step. Not thread-safe. */
final class Windows {
  private final INDArray memory;
  private final INDArray input;

  /**
   * @param rows windows at a time
   */
  Windows(Dl4jEncoder encoder, int rows) {
    int window = encoder.window();
    int items = encoder.inputSize();
    memory = Arrays.create(rows, (long) window * items);
    input =
        encoder.sequences()
            ? memory.reshape('c', rows, window, items).permute(0, 2, 1) // [rows, features, time]
            : memory;
  }

  /**
   * @param windows {@code [rows, window, input]}
   */
  INDArray of(float[] windows) {
    Arrays.put(windows, 0, memory);
    return input;
  }

  /** The embeddings in an output, {@code [rows, embedding]}: a view. */
  static INDArray last(INDArray output) {
    return output.rank() == 2
        ? output
        : output.get(
            NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(output.size(2) - 1));
  }
}
