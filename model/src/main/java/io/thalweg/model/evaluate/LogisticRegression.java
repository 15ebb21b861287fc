package io.thalweg.model.evaluate;

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
 * ridge treats all alike; sparse rows ({@link SparseRows}) are taken as they are. Products of dense
 * rows are in single precision. Deterministic. Time: some tens of passes over {@code rows * size *
 * classes}.
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
    return fit(new DenseRows(features, labels.length), labels, classes, ridge, iterations);
  }

  /** The same on rows of any kind. */
  static LogisticRegression fit(
      FeatureRows features, int[] labels, int classes, double ridge, int iterations) {
    features.check();
    if (!(ridge > 0)) {
      throw new IllegalArgumentException("ridge must be above 0, not " + ridge);
    }
    double[] weights = new double[(features.size() + 1) * classes];
    Loss loss = new Loss(features, labels, classes, ridge);
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
    return logProbabilities(new DenseRows(features, rows));
  }

  /** The same on rows of any kind. */
  double[] logProbabilities(FeatureRows features) {
    double[] logits = features.products(classes).logits(weights);
    for (int row = 0; row < features.rows(); row++) {
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
    return predict(new DenseRows(features, rows));
  }

  /** The same on rows of any kind. */
  int[] predict(FeatureRows features) {
    double[] scores = logProbabilities(features);
    int[] best = new int[features.rows()];
    for (int row = 0; row < best.length; row++) {
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

  private static final class Loss implements Lbfgs.Function {
    private final FeatureRows.Products products;
    private final int[] labels;
    private final int penalised;
    private final int classes;
    private final double ridge;

    Loss(FeatureRows features, int[] labels, int classes, double ridge) {
      products = features.products(classes);
      this.labels = labels;
      this.penalised = features.size() * classes;
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
