package io.thalweg.model.pretext;

import io.thalweg.model.item.Normaliser;
import io.thalweg.model.item.PresentValues;
import io.thalweg.model.item.Segment;
import io.thalweg.model.spec.Spec;
import java.util.SplittableRandom;

/**
 * Next-item prediction: from all items up to one, the change of every field to the next.
 *
 * <p>An item is {@code [levels, changes]} (see {@code Normaliser}); the target at the position of
 * item t is the changes half of item t + 1, in units of each field's usual change, known at t. So a
 * prediction of zero is "same as last reading". Inputs are clamped to +-8 scales.
 */
public final class NextItem implements PredictionTask {
  private static final int MOST_LAGS = 256;

  private final int order;

  /**
   * @param order most past items for the linear autoregression, at least 0; fewer are used when an
   *     item has so many fields that {@value #MOST_LAGS} lags in all would be exceeded
   */
  public NextItem(int order) {
    if (order < 0) {
      throw new IllegalArgumentException("order must be at least 0, not " + order);
    }
    this.order = order;
  }

  static NextItem of(Spec spec) {
    spec.allow("order");
    return new NextItem(spec.integer("order", 4, 0, 64));
  }

  @Override
  public boolean predictsAhead() {
    return true;
  }

  @Override
  public boolean forecastsReadings() {
    return true;
  }

  @Override
  public int autoregressionOrder(int itemSize) {
    return Math.min(order, MOST_LAGS / (itemSize / 2));
  }

  @Override
  public int segmentContext(int encoderContext) {
    return Math.max(encoderContext + 1, order);
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
      // The autoregression may look further back than the encoder, which then takes fewer items.
      int steps = input.length / (batch * itemSize);
      int first = segment.context() + segment.length() - 1 - steps;
      for (int t = 0; t < steps; t++) {
        int from = (first + t) * itemSize;
        System.arraycopy(segment.items(), from, input, (t * batch + b) * itemSize, itemSize);
      }
      int fields = itemSize / 2;
      for (int t = 0; t < segment.length(); t++) {
        int changes = (segment.context() + t) * itemSize + fields;
        System.arraycopy(segment.items(), changes, target, (t * batch + b) * fields, fields);
      }
    }
    PresentValues.fill(input, input.length, Normaliser.CLAMP);
  }
}
