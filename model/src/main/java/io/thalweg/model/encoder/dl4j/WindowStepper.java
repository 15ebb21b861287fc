package io.thalweg.model.encoder.dl4j;

import io.thalweg.model.encoder.Encoder;

/** Serving of a network over windows: the state is the context, {@code [context, input]}. */
final class WindowStepper implements Encoder.Stepper {
  private final Network network;
  private final Windows windows;
  private final int inputs;
  private final int context;
  private final float[] window;

  WindowStepper(Dl4jEncoder encoder, float[] parameters, int offset) {
    network = encoder.newNetwork(parameters, offset);
    windows = new Windows(encoder, 1);
    inputs = encoder.inputSize();
    context = encoder.contextLength() * inputs;
    window = new float[context + inputs];
  }

  @Override
  public int stateSize() {
    return context;
  }

  @Override
  public void reset(float[] state) {
    java.util.Arrays.fill(state, 0f);
  }

  @Override
  public void step(float[] state, float[] item, float[] embedding) {
    System.arraycopy(state, 0, window, 0, context);
    System.arraycopy(item, 0, window, context, inputs);
    Arrays.get(Windows.last(network.infer(windows.of(window))), embedding, 0);
    System.arraycopy(window, inputs, state, 0, context);
  }
}
