package io.thalweg.model.encoder;

import java.util.Arrays;

/** Serving form of {@link ConvNet}: a frame's embedding depends on no other, so it has no state. */
final class ConvNetStepper implements Encoder.Stepper {
  private final Encoder.Pass pass;
  private final float[] weights;

  ConvNetStepper(ConvNet net, float[] parameters, int offset) {
    pass = new ConvNetPass(net, 1);
    weights = Arrays.copyOfRange(parameters, offset, offset + net.parameterCount());
  }

  @Override
  public int stateSize() {
    return 0;
  }

  @Override
  public void reset(float[] state) {
    // nothing is carried from frame to frame
  }

  @Override
  public void step(float[] state, float[] item, float[] embedding) {
    System.arraycopy(item, 0, pass.input(), 0, pass.input().length);
    pass.forward(weights, 0);
    System.arraycopy(pass.embeddings(), 0, embedding, 0, pass.embeddings().length);
  }
}
