package io.thalweg.model.encoder;

import java.util.Arrays;

/**
 * Serving form of an encoder that has no cheaper one: its last {@code window} items are encoded
 * anew at each step, and the newest one's embedding is given.
 *
 * <p>State: those items and their context, {@code [context + window, input]}, oldest first; zeros
 * before a sequence's first. Cost of a step: a forward pass over all of them. With a full window it
 * equals encoding these items at once, to the bit.
 */
final class WindowStepper implements Encoder.Stepper {
  private final Encoder.Pass pass;
  private final float[] weights;
  private final int inputSize;

  /**
   * @param window items embedded at once, at least 1: as many as in learning, or the encoder meets
   *     distances it knows nothing of
   */
  WindowStepper(Encoder encoder, float[] parameters, int offset, int window) {
    pass = encoder.newPass(1, window);
    inputSize = encoder.inputSize();
    weights = Arrays.copyOfRange(parameters, offset, offset + encoder.parameterCount());
  }

  @Override
  public int stateSize() {
    return pass.input().length;
  }

  @Override
  public void reset(float[] state) {
    Arrays.fill(state, 0, stateSize(), 0f);
  }

  @Override
  public void step(float[] state, float[] item, float[] embedding) {
    int kept = stateSize() - inputSize;
    System.arraycopy(state, inputSize, state, 0, kept);
    System.arraycopy(item, 0, state, kept, inputSize);
    System.arraycopy(state, 0, pass.input(), 0, stateSize());
    pass.forward(weights, 0);
    int size = embedding.length;
    System.arraycopy(pass.embeddings(), pass.embeddings().length - size, embedding, 0, size);
  }
}
