package io.thalweg.model.pretext;

import io.thalweg.model.item.Segment;
import java.util.SplittableRandom;

/**
 * Next-item prediction: from all items up to one, the change of every field to the next.
 *
 * <p>An item is {@code [levels, changes]} (see {@code Normaliser}); the target at the position of
 * item t is the changes half of item t + 1, in units of each field's usual change, known at t. So a
 * prediction of zero is "same as last reading".
 */
public final class NextItem implements PretextTask {

  @Override
  public int segmentContext(int encoderContext) {
    return encoderContext + 1;
  }

  @Override
  public int positions(int length) {
    return length;
  }

  @Override
  public int targetSize(int itemSize) {
    return itemSize / 2;
  }

  @Override
  public void derive(
      Segment[] segments, int batch, SplittableRandom random, float[] input, float[] target) {
    for (int b = 0; b < batch; b++) {
      Segment segment = segments[b];
      int itemSize = segment.itemSize();
      int items = segment.context() + segment.length();
      for (int t = 0; t < items - 1; t++) {
        copyPresent(segment.items(), t * itemSize, input, (t * batch + b) * itemSize, itemSize);
      }
      int fields = itemSize / 2;
      for (int t = 0; t < segment.length(); t++) {
        int changes = (segment.context() + t) * itemSize + fields;
        System.arraycopy(segment.items(), changes, target, (t * batch + b) * fields, fields);
      }
    }
  }

  private static void copyPresent(float[] from, int at, float[] to, int target, int length) {
    for (int i = 0; i < length; i++) {
      float value = from[at + i];
      to[target + i] = Float.isNaN(value) ? 0f : value;
    }
  }
}
