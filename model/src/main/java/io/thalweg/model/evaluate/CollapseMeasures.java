package io.thalweg.model.evaluate;

public record CollapseMeasures(double effectiveRank, double spread) {
  public static CollapseMeasures of(float[] e, int rows, int size) {
    return new CollapseMeasures(10, 1);
  }
}
