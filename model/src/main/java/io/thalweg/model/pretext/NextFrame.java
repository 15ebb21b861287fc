package io.thalweg.model.pretext;

import io.thalweg.model.item.Normaliser;
import io.thalweg.model.item.PresentValues;
import io.thalweg.model.item.Segment;
import io.thalweg.model.layer.LocalShape;
import io.thalweg.model.spec.Spec;
import java.util.List;
import java.util.Optional;
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
 * <p>With {@code frame: [height, width, channels]} it knows where the pixels lie: then a local
 * regression on the last {@code order} frames predicts ahead of the network, which learns what is
 * left over. An embedding cannot hold a sensor's noise, nor every small motion; what lies around a
 * pixel says both.
 *
 * <p>Source: Srivastava, Mansimov and Salakhutdinov 2015 (arXiv 1502.04681); from several frames by
 * convolutions, Mathieu, Couprie and LeCun 2016 (arXiv 1511.05440). The residual instead of the
 * frame itself, so that still parts of a picture cost nothing to learn.
 */
public final class NextFrame implements PredictionTask {
  private static final int USUAL_ORDER = 4;

  private final Optional<LocalShape> local;

  /** For frames of which nothing is known but their size. */
  public NextFrame() {
    local = Optional.empty();
  }

  /** With a local regression. */
  public NextFrame(LocalShape local) {
    this.local = Optional.of(local);
  }

  static NextFrame of(Spec spec) {
    spec.allow("frame", "order");
    int order = spec.integer("order", USUAL_ORDER, 0, 16);
    if (order == 0 || !spec.options().containsKey("frame")) {
      return new NextFrame();
    }
    int[] frame = spec.integers("frame", List.of(), 1, 4096);
    if (frame.length != 3) {
      throw new IllegalArgumentException(
          "next-frame.frame must be height, width and channels, not %d numbers"
              .formatted(frame.length));
    }
    return new NextFrame(new LocalShape(frame[0], frame[1], frame[2], order));
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
  public Optional<LocalShape> localShape() {
    return local;
  }

  @Override
  public int segmentContext(int encoderContext) {
    return Math.max(encoderContext + 1, local.map(LocalShape::order).orElse(0));
  }

  @Override
  public int targetSize(int itemSize) {
    local.ifPresent(shape -> check(shape, itemSize));
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

  private static void check(LocalShape shape, int itemSize) {
    if (shape.values() != itemSize) {
      throw new IllegalArgumentException(
          "next-frame.frame %d x %d x %d has %d values, an item has %d"
              .formatted(
                  shape.height(), shape.width(), shape.channels(), shape.values(), itemSize));
    }
  }

  /** NaN in either makes NaN. */
  private static void difference(float[] items, int at, float[] target, int row, int size) {
    for (int i = 0; i < size; i++) {
      target[row * size + i] = items[at + i] - items[at - size + i];
    }
  }
}
