package io.thalweg.model.objective;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/** A loss written in ND4J's SameDiff, from which {@link SameDiffObjective} takes the gradient. */
@FunctionalInterface
public interface SameDiffLoss {

  /**
   * Adds the loss to a graph.
   *
   * @param graph where operations are added
   * @param prediction {@code [rows, predictionSize]}
   * @param target {@code [rows, targetSize]}; zero where absent
   * @param present {@code [rows, targetSize]}: 1 where there is a target, 0 where it is absent
   * @return loss per target value, {@code [rows, targetSize]}; what stands where a target is absent
   *     must be finite, and is left out of the row's mean
   */
  SDVariable define(SameDiff graph, SDVariable prediction, SDVariable target, SDVariable present);
}
