package io.thalweg.model.text;

import java.util.Arrays;

/** Counts that are given. */
record FixedCounts(double... counts) implements WordCounts {

  @Override
  public int rows() {
    return counts.length;
  }

  @Override
  public double count(int row) {
    return counts[row];
  }

  @Override
  public double total() {
    return Arrays.stream(counts).sum();
  }

  /** Every row as often as any other. */
  static FixedCounts equal(int rows) {
    double[] counts = new double[rows];
    Arrays.fill(counts, 1);
    return new FixedCounts(counts);
  }
}
