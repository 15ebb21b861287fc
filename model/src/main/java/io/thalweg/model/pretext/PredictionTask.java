package io.thalweg.model.pretext;

import io.thalweg.model.item.Segment;
import io.thalweg.model.layer.LocalShape;
import io.thalweg.model.spec.Spec;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Derives inputs and targets from segments, with a target at every position where the task allows
 * it. A head on the embedding of a position predicts its target, and an {@code Objective} says what
 * the prediction costs.
 */
public non-sealed interface PredictionTask extends PretextTask {

  /** Values of one target for items of {@code itemSize} floats: blocks of one value per field. */
  int targetSize(int itemSize);

  /** Heavy tails: what is to be predicted of a machine now and then jumps. */
  @Override
  default Spec usualObjective() {
    return Spec.of("student-t");
  }

  /**
   * Whether targets are changes to the next reading, in units of each field's usual change: what a
   * forecast in the fields' own units is made of.
   */
  default boolean forecastsReadings() {
    return false;
  }

  /**
   * Past items from which a linear autoregression predicts the target before the network does; 0
   * for none. Only for tasks that {@link #forecastsReadings forecast readings}.
   */
  default int autoregressionOrder(int itemSize) {
    return 0;
  }

  /**
   * Sizes of the local regression that predicts the target before the network does; empty for none.
   * Only for tasks whose targets are how frames differ from the one before, value by value.
   */
  default Optional<LocalShape> localShape() {
    return Optional.empty();
  }

  /**
   * Fills a batch, time-major: row {@code b} of every time step belongs to {@code segments[b]}.
   *
   * @param segments {@code [batch]}, untouched
   * @param batch how many of them
   * @param random source of every random choice
   * @param input written, {@code [encoderContext + positions, batch, inputSize]}; missing values
   *     and items before an entity's first are zero
   * @param target written, {@code [positions, batch, targetSize]}; NaN where there is nothing to
   *     predict
   */
  void derive(
      Segment[] segments, int batch, SplittableRandom random, float[] input, float[] target);
}
