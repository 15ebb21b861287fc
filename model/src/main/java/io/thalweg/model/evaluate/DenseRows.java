package io.thalweg.model.evaluate;

import io.thalweg.model.layer.Matrix;

/**
 * Rows of which every value counts.
 *
 * @param values {@code [rows, size]}; not copied, not to be changed
 */
record DenseRows(float[] values, int rows) implements FeatureRows {
  @Override
  public int size() {
    return values.length / rows;
  }

  @Override
  public void check() {
    Embeddings.check("features", values, rows, size());
  }

  @Override
  public DenseRows pick(int[] chosen) {
    int size = size();
    float[] picked = new float[chosen.length * size];
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(values, chosen[i] * size, picked, i * size, size);
    }
    return new DenseRows(picked, chosen.length);
  }

  @Override
  public Products products(int classes) {
    return new Dense(values, rows, size(), classes);
  }

  /** Features outside the heap, where products of them are fast. */
  private static final class Dense implements Products {
    private final int rows;
    private final int size;
    private final int classes;
    private final Matrix features;
    private final Matrix narrow;
    private final Matrix scores;
    private final float[] floats;

    Dense(float[] input, int rows, int size, int classes) {
      this.rows = rows;
      this.size = size;
      this.classes = classes;
      features = new Matrix(input.length);
      features.put(input, 0, input.length);
      narrow = new Matrix((long) size * classes);
      scores = new Matrix((long) rows * classes);
      floats = new float[Math.max(rows, size) * classes];
    }

    @Override
    public double[] logits(double[] weights) {
      for (int i = 0; i < size * classes; i++) {
        floats[i] = (float) weights[i];
      }
      narrow.put(floats, 0, size * classes);
      Matrix.multiply(features, 0, narrow, 0, scores, 0, rows, classes, size, 0f);
      scores.get(floats, 0, rows * classes);
      double[] logits = new double[rows * classes];
      for (int i = 0; i < logits.length; i++) {
        logits[i] = floats[i] + weights[size * classes + i % classes];
      }
      return logits;
    }

    @Override
    public void transposed(double[] residual, double[] gradient) {
      for (int i = 0; i < residual.length; i++) {
        floats[i] = (float) residual[i];
      }
      scores.put(floats, 0, residual.length);
      Matrix.multiplyTransposedA(features, 0, scores, 0, narrow, 0, size, classes, rows, 0f);
      narrow.get(floats, 0, size * classes);
      for (int i = 0; i < size * classes; i++) {
        gradient[i] = floats[i];
      }
    }
  }
}
