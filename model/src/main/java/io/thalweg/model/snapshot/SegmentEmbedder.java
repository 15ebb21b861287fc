package io.thalweg.model.snapshot;

import io.thalweg.model.encoder.Encoder;
import io.thalweg.model.pretext.PretextTask;
import java.util.Arrays;

/**
 * A snapshot ready to embed whole segments by themselves: a picture whose items are patches, a line
 * of tokens, a window of readings. Nothing is hidden, nothing comes before, no state is kept.
 *
 * <p>The embedding is the mean over the positions whose items are there, in the snapshot's space:
 * the usual pooling of encoders that have no token of their own for it (He et al. 2022, section 4,
 * finds no difference). Zeros for a segment of nothing. Time: one forward pass over a segment.
 * Holds a copy of the weights. One instance per thread.
 */
public final class SegmentEmbedder {
  private final PretextTask task;
  private final Encoder.Pass pass;
  private final float[] parameters;
  private final SpaceRotation space;
  private final int itemSize;
  private final int length;
  private final int context;
  private final float[] segment;
  private final float[] input;
  private final float[] mean;

  /** Prepares a version. */
  public SegmentEmbedder(Snapshot snapshot) {
    Encoder encoder = snapshot.architecture().newEncoder();
    task = snapshot.architecture().newTask();
    length = snapshot.segmentLength();
    pass = encoder.newPass(1, length);
    parameters = Arrays.copyOf(snapshot.parameters(), encoder.parameterCount());
    space = new SpaceRotation(snapshot);
    itemSize = snapshot.architecture().itemSize();
    context = encoder.contextLength();
    segment = new float[length * itemSize];
    input = new float[encoder.inputSize()];
    mean = new float[encoder.embeddingSize()];
  }

  /** Floats of one embedding. */
  public int embeddingSize() {
    return mean.length;
  }

  /**
   * Embeds the items of one event: a segment, or as many as it takes, each by itself, the last one
   * filled up with missing items.
   *
   * @param items {@code [at least 1, itemSize]}, NaN where missing, untouched
   * @param embedding written, {@code [embeddingSize]}
   */
  public void embed(float[] items, float[] embedding) {
    if (items.length == 0 || items.length % itemSize != 0) {
      throw new IllegalArgumentException(
          "%d floats are no items of %d".formatted(items.length, itemSize));
    }
    Arrays.fill(mean, 0f);
    int present = 0;
    for (int from = 0; from < items.length; from += segment.length) {
      int taken = Math.min(segment.length, items.length - from);
      System.arraycopy(items, from, segment, 0, taken);
      Arrays.fill(segment, taken, segment.length, Float.NaN);
      present += addSegment();
    }
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= Math.max(1, present);
    }
    space.apply(mean, embedding);
  }

  private int addSegment() {
    for (int t = 0; t < length; t++) {
      task.show(segment, t * itemSize, input);
      System.arraycopy(input, 0, pass.input(), (context + t) * input.length, input.length);
    }
    pass.forward(parameters, 0);
    int present = 0;
    for (int t = 0; t < length; t++) {
      if (isThere(segment, t * itemSize)) {
        present++;
        for (int i = 0; i < mean.length; i++) {
          mean[i] += pass.embeddings()[t * mean.length + i];
        }
      }
    }
    return present;
  }

  private boolean isThere(float[] items, int from) {
    for (int i = from; i < from + itemSize; i++) {
      if (!Float.isNaN(items[i])) {
        return true;
      }
    }
    return false;
  }
}
