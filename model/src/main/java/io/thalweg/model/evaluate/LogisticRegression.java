package io.thalweg.model.evaluate;

import io.thalweg.model.layer.Matrix;
import java.util.Arrays;

/**
 * Multinomial logistic regression with a ridge: the linear probe.
 *
 * <pre>{@code
 * loss = mean_i -log softmax(x_i W + b)[y_i] + ridge / 2 |W|^2
 * }</pre>
 *
 * <p>Fitted to convergence by L-BFGS ({@link Lbfgs}) from zero; the loss is convex, so nothing but
 * data and ridge decides the result. Inputs should be standardised ({@link Standardiser}): the
 * ridge treats all alike. Products are in single precision. Deterministic. Time: some tens of
 * passes over {@code rows * size * classes}.
 */
final class LogisticRegression {
  static final int MOST_ITERATIONS = 200;

  /** Of the gradient's largest component, to the one at the start. */
  private static final double CONVERGED = 1e-4;

  private final int classes;

  /** {@code [size, classes]}, then bias {@code [classes]}. */
  private final double[] weights;

  private LogisticRegression(int classes, double[] weights) {
    this.classes = classes;
    this.weights = weights;
  }

  /**
   * Fits.
   *
   * @param features {@code [rows, size]}, finite, untouched
   * @param labels {@code [rows]}, each in {@code [0, classes)}
   * @param ridge above 0
   */
  static LogisticRegression fit(float[] features, int[] labels, int classes, double ridge) {
    return fit(features, labels, classes, ridge, MOST_ITERATIONS);
  }

  /**
   * Fits, or stops before.
   *
   * @param iterations of L-BFGS, at most
   */
  static LogisticRegression fit(
      float[] features, int[] labels, int classes, double ridge, int iterations) {
    int size = features.length / labels.length;
    Embeddings.check("features", features, labels.length, size);
    if (!(ridge > 0)) {
      throw new IllegalArgumentException("ridge must be above 0, not " + ridge);
    }
    double[] weights = new double[(size + 1) * classes];
    Loss loss = new Loss(features, labels, size, classes, ridge);
    Lbfgs.minimise(loss, weights, iterations, CONVERGED);
    return new LogisticRegression(classes, weights);
  }

  /**
   * Log probabilities of the classes.
   *
   * @param features {@code [rows, size]}
   * @return {@code [rows, classes]}
   */
  double[] logProbabilities(float[] features, int rows) {
    int size = weights.length / classes - 1;
    Products products = new Products(features, rows, size, classes);
    double[] logits = products.logits(weights);
    for (int row = 0; row < rows; row++) {
      logSoftmax(logits, row * classes, classes);
    }
    return logits;
  }

  /** {@code [size, classes]}, then bias {@code [classes]}; not a copy. */
  double[] weights() {
    return weights;
  }

  /** The most probable class of each row. */
  int[] predict(float[] features, int rows) {
    double[] scores = logProbabilities(features, rows);
    int[] best = new int[rows];
    for (int row = 0; row < rows; row++) {
      for (int c = 1; c < classes; c++) {
        if (scores[row * classes + c] > scores[row * classes + best[row]]) {
          best[row] = c;
        }
      }
    }
    return best;
  }

  private static void logSoftmax(double[] logits, int at, int classes) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < classes; c++) {
      largest = Math.max(largest, logits[at + c]);
    }
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      sum += Math.exp(logits[at + c] - largest);
    }
    double norm = largest + Math.log(sum);
    for (int c = 0; c < classes; c++) {
      logits[at + c] -= norm;
    }
  }

  /** Features outside the heap, where products of them are fast. */
  private static final class Products {
    private final int rows;
    private final int size;
    private final int classes;
    private final Matrix features;
    private final Matrix narrow;
    private final Matrix scores;
    private final float[] floats;

    Products(float[] input, int rows, int size, int classes) {
      this.rows = rows;
      this.size = size;
      this.classes = classes;
      features = new Matrix(input.length);
      features.put(input, 0, input.length);
      narrow = new Matrix((long) size * classes);
      scores = new Matrix((long) rows * classes);
      floats = new float[Math.max(rows, size) * classes];
    }

    double[] logits(double[] weights) {
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

    /** {@code X' R} to the first {@code size * classes} of {@code gradient}. */
    void transposed(double[] residual, double[] gradient) {
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

  private static final class Loss implements Lbfgs.Function {
    private final Products products;
    private final int[] labels;
    private final int penalised;
    private final int classes;
    private final double ridge;

    Loss(float[] features, int[] labels, int size, int classes, double ridge) {
      products = new Products(features, labels.length, size, classes);
      this.labels = labels;
      this.penalised = size * classes;
      this.classes = classes;
      this.ridge = ridge;
    }

    @Override
    public double at(double[] weights, double[] gradient) {
      double[] scores = products.logits(weights);
      Arrays.fill(gradient, penalised, gradient.length, 0);
      double loss = 0;
      for (int row = 0; row < labels.length; row++) {
        int at = row * classes;
        logSoftmax(scores, at, classes);
        loss -= scores[at + labels[row]] / labels.length;
        for (int c = 0; c < classes; c++) {
          double residual = Math.exp(scores[at + c]) - (c == labels[row] ? 1 : 0);
          scores[at + c] = residual / labels.length;
          gradient[penalised + c] += scores[at + c];
        }
      }
      products.transposed(scores, gradient);
      for (int i = 0; i < penalised; i++) {
        loss += 0.5 * ridge * weights[i] * weights[i];
        gradient[i] += ridge * weights[i];
      }
      return loss;
    }
  }
}
