package io.thalweg.model.encoder;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The embedding is the prediction: for objectives that score it against vectors of their own, as
 * word2vec does. No parameters, no copies: what a pass is given it gives back.
 *
 * @param size floats of an embedding and of a prediction, at least 1
 */
record IdentityHead(int size) implements Head {

  IdentityHead {
    Sizes.positive("size", size);
  }

  @Override
  public int parameterCount() {
    return 0;
  }

  @Override
  public void initialise(float[] parameters, int offset, SplittableRandom random) {}

  /** An output is a float of the embedding, which stays where it is. */
  @Override
  public int[] origins(int[] outputs, int olderOutputs) {
    int[] same = new int[size];
    Arrays.setAll(same, i -> i);
    if (olderOutputs != size || !Arrays.equals(outputs, same)) {
      throw new IllegalArgumentException(
          "floats of an embedding cannot be added, moved or removed");
    }
    return new int[0];
  }

  @Override
  public Pass newPass(int rows) {
    return new Same();
  }

  @Override
  public Stepper newStepper(float[] parameters, int offset) {
    return (embedding, prediction) -> System.arraycopy(embedding, 0, prediction, 0, size);
  }

  private static final class Same implements Pass {
    @Override
    public float[] forward(float[] parameters, int offset, float[] embeddings) {
      return embeddings;
    }

    @Override
    public float[] backward(float[] outputGradient, float[] gradient, int offset) {
      return outputGradient;
    }
  }
}
