package io.thalweg.model.encoder;

/** Frames with those before them as further channels of their pixels, oldest first. */
final class FrameStack {
  private final int batch;
  private final int frames;
  private final int depth;
  private final int channels;
  private final int pixels;
  private final float[] stacked;

  /**
   * @param batch sequences, which lie side by side in time
   * @param frames frames to be stacked, of all sequences
   */
  FrameStack(ConvNet net, int batch, int frames) {
    this.batch = batch;
    this.frames = frames;
    depth = net.contextLength() + 1;
    channels = net.channels();
    pixels = net.inputSize() / channels;
    stacked = new float[frames * depth * net.inputSize()];
  }

  /**
   * Stacks.
   *
   * @param input {@code [context + length, batch, pixels, channels]}, untouched
   * @return {@code [length, batch, pixels, context + 1, channels]}, overwritten by the next call
   */
  float[] fill(float[] input) {
    int frame = pixels * channels;
    for (int f = 0; f < frames; f++) {
      for (int d = 0; d < depth; d++) {
        spread(input, (f + d * batch) * frame, (f * pixels * depth + d) * channels);
      }
    }
    return stacked;
  }

  private void spread(float[] input, int from, int to) {
    for (int p = 0; p < pixels; p++) {
      for (int c = 0; c < channels; c++) {
        stacked[to + p * depth * channels + c] = input[from + p * channels + c];
      }
    }
  }
}
