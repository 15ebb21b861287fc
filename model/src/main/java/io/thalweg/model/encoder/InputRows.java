package io.thalweg.model.encoder;

/**
 * Encoders whose parameters begin with the input weights {@code [blocks, input, width]}, and whose
 * others do not depend on the number of inputs: where each parameter is when inputs change.
 */
final class InputRows {
  private InputRows() {}

  /** See {@link Encoder#origins}. */
  static int[] origins(Encoder encoder, int blocks, int[] inputs, int olderInputs) {
    return origins(encoder, blocks, encoder.embeddingSize(), inputs, olderInputs);
  }

  /** The same for input weights {@code [blocks, input, width]}. */
  static int[] origins(Encoder encoder, int blocks, int width, int[] inputs, int olderInputs) {
    if (inputs.length != encoder.inputSize()) {
      throw new IllegalArgumentException(
          "origins of %d inputs for an encoder of %d"
              .formatted(inputs.length, encoder.inputSize()));
    }
    int[] origins = new int[encoder.parameterCount()];
    int at = 0;
    for (int block = 0; block < blocks; block++) {
      for (int input : inputs) {
        int row = (block * olderInputs + input) * width;
        for (int c = 0; c < width; c++) {
          origins[at++] = input < 0 ? -1 : row + c;
        }
      }
    }
    int moved = blocks * (olderInputs - inputs.length) * width;
    for (; at < origins.length; at++) {
      origins[at] = at + moved;
    }
    return origins;
  }
}
