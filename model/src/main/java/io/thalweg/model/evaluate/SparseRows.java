package io.thalweg.model.evaluate;

import java.util.Arrays;

/**
 * Rows of which few values are not zero, in compressed form: those of row {@code r} stand at {@code
 * starts[r]} up to {@code starts[r + 1]}. Products are in double precision and take time by the
 * values that are there.
 *
 * @param size features of a row, there or not
 * @param starts {@code [rows + 1]}, from 0, never falling
 * @param columns of the values, each in {@code [0, size)}
 * @param values beside their columns
 */
record SparseRows(int size, int[] starts, int[] columns, float[] values) implements FeatureRows {
  @Override
  public int rows() {
    return starts.length - 1;
  }

  @Override
  public void check() {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i]) || columns[i] < 0 || columns[i] >= size) {
        throw new IllegalArgumentException(
            "feature %d of %d is %s".formatted(columns[i], size, values[i]));
      }
    }
  }

  @Override
  public SparseRows pick(int[] chosen) {
    int[] to = new int[chosen.length + 1];
    for (int i = 0; i < chosen.length; i++) {
      to[i + 1] = to[i] + starts[chosen[i] + 1] - starts[chosen[i]];
    }
    int[] pickedColumns = new int[to[chosen.length]];
    float[] pickedValues = new float[to[chosen.length]];
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(columns, starts[chosen[i]], pickedColumns, to[i], to[i + 1] - to[i]);
      System.arraycopy(values, starts[chosen[i]], pickedValues, to[i], to[i + 1] - to[i]);
    }
    return new SparseRows(size, to, pickedColumns, pickedValues);
  }

  @Override
  public Products products(int classes) {
    return new Products() {
      @Override
      public double[] logits(double[] weights) {
        return SparseRows.this.logits(weights, classes);
      }

      @Override
      public void transposed(double[] residual, double[] gradient) {
        SparseRows.this.transposed(residual, gradient, classes);
      }
    };
  }

  private double[] logits(double[] weights, int classes) {
    double[] logits = new double[rows() * classes];
    for (int row = 0; row < rows(); row++) {
      for (int c = 0; c < classes; c++) {
        double sum = weights[size * classes + c];
        for (int i = starts[row]; i < starts[row + 1]; i++) {
          sum += values[i] * weights[columns[i] * classes + c];
        }
        logits[row * classes + c] = sum;
      }
    }
    return logits;
  }

  private void transposed(double[] residual, double[] gradient, int classes) {
    Arrays.fill(gradient, 0, size * classes, 0);
    for (int row = 0; row < rows(); row++) {
      for (int i = starts[row]; i < starts[row + 1]; i++) {
        for (int c = 0; c < classes; c++) {
          gradient[columns[i] * classes + c] += values[i] * residual[row * classes + c];
        }
      }
    }
  }
}
