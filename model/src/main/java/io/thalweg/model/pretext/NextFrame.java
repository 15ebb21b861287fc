package io.thalweg.model.pretext;

import io.thalweg.model.item.Normaliser;
import io.thalweg.model.item.PresentValues;
import io.thalweg.model.item.Segment;
import io.thalweg.model.spec.Spec;
import java.util.SplittableRandom;

/**
 * Next-frame prediction: from the frames up to one, by how much every pixel of the next differs
 * from it.
 *
 * <p>Items are frames of scaled values, one per field, such as {@code [height, width, channels]};
 * targets are {@code [fields]}, NaN where a pixel of either frame is missing. A prediction of zero
 * is "the picture stands still". How many frames the encoder sees is its own matter: a {@code
 * conv-net} with {@code context: 3} sees four, and decodes with its mirror. Nothing is drawn.
 *
 * <p>Source: Srivastava, Mansimov and Salakhutdinov 2015 (arXiv 1502.04681); from several frames by
 * convolutions, Mathieu, Couprie and LeCun 2016 (arXiv 1511.05440). The residual instead of the
 * frame itself, so that still parts of a picture cost nothing to learn.
 */
public final class NextFrame implements PredictionTask {
  static NextFrame of(Spec spec) {
    spec.allow();
    return new NextFrame();
  }

  @Override
  public boolean predictsAhead() {
    return true;
  }

  @Override
  public Spec usualObjective() {
    return Spec.of("squared-error");
  }

  @Override
  public int itemSize(int fields) {
    return fields;
  }

  @Override
  public int targetSize(int itemSize) {
    return itemSize;
  }

  @Override
  public void derive(
      Segment[] segments, int batch, SplittableRandom random, float[] input, float[] target) {
    int size = segments[0].itemSize();
    int steps = input.length / (batch * size);
    for (int b = 0; b < batch; b++) {
      Segment segment = segments[b];
      int first = segment.context() + segment.length() - 1 - steps;
      for (int t = 0; t < steps; t++) {
        int from = (first + t) * size;
        System.arraycopy(segment.items(), from, input, (t * batch + b) * size, size);
      }
      for (int t = 0; t < segment.length(); t++) {
        difference(segment.items(), (segment.context() + t) * size, target, t * batch + b, size);
      }
    }
    PresentValues.fill(input, input.length, Normaliser.CLAMP);
  }

  /** NaN in either makes NaN. */
  private static void difference(float[] items, int at, float[] target, int row, int size) {
    for (int i = 0; i < size; i++) {
      target[row * size + i] = items[at + i] - items[at - size + i];
    }
  }
}
