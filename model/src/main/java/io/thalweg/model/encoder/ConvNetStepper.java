package io.thalweg.model.encoder;

import java.util.Arrays;

/**
 * Serving form of {@link ConvNet}. State: the frames a next one is seen with, {@code [context,
 * frame]}, oldest first; nothing where each is seen by itself.
 */
final class ConvNetStepper implements Encoder.Stepper {
  private final Encoder.Pass pass;
  private final float[] weights;
  private final int frame;
  private final int kept;

  ConvNetStepper(ConvNet net, float[] parameters, int offset) {
    pass = new ConvNetPass(net, 1, 1);
    weights = Arrays.copyOfRange(parameters, offset, offset + net.parameterCount());
    frame = net.inputSize();
    kept = net.contextLength() * frame;
  }

  @Override
  public int stateSize() {
    return kept;
  }

  @Override
  public void reset(float[] state) {
    Arrays.fill(state, 0, kept, 0f);
  }

  @Override
  public void step(float[] state, float[] item, float[] embedding) {
    System.arraycopy(state, 0, pass.input(), 0, kept);
    System.arraycopy(item, 0, pass.input(), kept, frame);
    pass.forward(weights, 0);
    System.arraycopy(pass.embeddings(), 0, embedding, 0, pass.embeddings().length);
    System.arraycopy(pass.input(), frame, state, 0, kept);
  }
}
