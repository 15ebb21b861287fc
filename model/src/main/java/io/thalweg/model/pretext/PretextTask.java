package io.thalweg.model.pretext;

import io.thalweg.model.item.Segment;
import java.util.SplittableRandom;

/**
 * Derives inputs and targets from segments alone, with a target at every position where the task
 * allows it.
 *
 * <p>A task is an immutable description; randomness comes in from outside, so that the same step
 * masks the same items. Thread-safe.
 */
public interface PretextTask {

  /**
   * Whether targets lie ahead of the items they are predicted from: then the encoder must be
   * causal, or it would see them.
   */
  boolean predictsAhead();

  /** Left context a segment must carry for an encoder that takes {@code encoderContext} items. */
  int segmentContext(int encoderContext);

  /** Positions per segment of {@code length} items at which something is predicted. */
  int positions(int length);

  /**
   * Values of one target for items of {@code itemSize} floats: blocks of one value per field, as an
   * item is two.
   */
  int targetSize(int itemSize);

  /**
   * Past items from which a linear autoregression predicts the target before the network does; 0
   * for none. Only for tasks whose targets are the changes half of the next item.
   */
  int autoregressionOrder(int itemSize);

  /**
   * Fills a batch, time-major: row {@code b} of every time step belongs to {@code segments[b]}.
   *
   * @param segments {@code [batch]}, untouched
   * @param batch how many of them
   * @param random source of every random choice
   * @param input written, {@code [encoderContext + positions, batch, itemSize]}; missing values and
   *     items before an entity's first are zero
   * @param target written, {@code [positions, batch, targetSize]}; NaN where there is nothing to
   *     predict
   */
  void derive(
      Segment[] segments, int batch, SplittableRandom random, float[] input, float[] target);
}
