package io.thalweg.model.evaluate;

import io.thalweg.model.layer.Cholesky;
import java.util.Arrays;

/**
 * Ridge vector autoregression: the next row as a linear function of the last {@code order} rows.
 * The linear reference that a learned predictor has to meet.
 *
 * <p>Fields are standardised by the mean and standard deviation of the training rows (a field that
 * never varies there is only centred). With Z the standardised training rows, coefficients are
 * {@code argmin sum_t |z_t - c - sum_k W_k z_{t-k}|^2 + lambda sum_k |W_k|^2}, in closed form
 * through a Cholesky factorisation in double; the intercept c is not penalised.
 *
 * <p>Time: O(n (order d)^2) to fit, O(order d^2) to predict (d = 38, order 4, n = 23,694: about
 * half a second; 10 us). Immutable, thread-safe, deterministic. Values must be finite.
 */
public final class RidgeVar {
  private final int order;
  private final Columns columns;
  private final double[][] weights; // [input, field]; inputs: newest row first, then 1

  private RidgeVar(int order, Columns columns, double[][] weights) {
    this.order = order;
    this.columns = columns;
    this.weights = weights;
  }

  /**
   * Fits the autoregression.
   *
   * @param train [rows, fields], oldest first, more than {@code order} rows; not changed
   * @param order how many rows a prediction looks back, at least 1
   * @param lambda ridge penalty on standardised fields, positive
   */
  public static RidgeVar fit(double[][] train, int order, double lambda) {
    if (order < 1 || train.length <= order) {
      throw new IllegalArgumentException(
          "order must be at least 1 and less than the %d rows, not %d"
              .formatted(train.length, order));
    }
    if (!(lambda > 0)) {
      // Without a penalty constant fields make the equations singular.
      throw new IllegalArgumentException("lambda must be positive, not " + lambda);
    }
    Columns columns = Columns.of(train);
    return new RidgeVar(order, columns, solve(columns.standardise(train), order, lambda));
  }

  private static double[][] solve(double[][] z, int order, double lambda) {
    int fields = z[0].length;
    int inputs = order * fields + 1;
    double[] gram = new double[inputs * inputs];
    double[] moments = new double[inputs * fields];
    for (int t = order; t < z.length; t++) {
      double[] x = inputs(z, t, order);
      for (int i = 0; i < inputs; i++) {
        addTo(gram, i * inputs, x[i], x);
        addTo(moments, i * fields, x[i], z[t]);
      }
    }
    for (int i = 0; i < inputs - 1; i++) {
      gram[i * inputs + i] += lambda;
    }
    if (!Cholesky.solve(gram, moments, inputs, fields)) {
      throw new IllegalArgumentException("the training rows leave the equations singular");
    }
    double[][] weights = new double[inputs][];
    for (int i = 0; i < inputs; i++) {
      weights[i] = Arrays.copyOfRange(moments, i * fields, (i + 1) * fields);
    }
    return weights;
  }

  /** Inputs of the prediction of row {@code t}: rows t-1, t-2, ..., then the intercept's 1. */
  private static double[] inputs(double[][] z, int t, int order) {
    int fields = z[0].length;
    double[] x = new double[order * fields + 1];
    for (int k = 0; k < order; k++) {
      System.arraycopy(z[t - 1 - k], 0, x, k * fields, fields);
    }
    x[order * fields] = 1;
    return x;
  }

  private static void addTo(double[] sum, int at, double factor, double[] values) {
    for (int j = 0; j < values.length; j++) {
      sum[at + j] += factor * values[j];
    }
  }

  /**
   * Predicts the row after {@code history}.
   *
   * @param history [at least order, fields], oldest first; only the last {@code order} rows count
   * @return [fields], in the unit of the rows
   */
  public double[] predict(double[][] history) {
    if (history.length < order) {
      throw new IllegalArgumentException(
          "history must have at least %d rows, not %d".formatted(order, history.length));
    }
    double[][] recent = Arrays.copyOfRange(history, history.length - order, history.length);
    double[] x = inputs(columns.standardise(recent), order, order);
    double[] predicted = new double[columns.fields()];
    for (int i = 0; i < x.length; i++) {
      addTo(predicted, 0, x[i], weights[i]);
    }
    columns.restore(predicted);
    return predicted;
  }

  /** Standard deviations of the training rows' fields: what {@link OneStepError} divides by. */
  public double[] deviations() {
    return columns.deviations().clone();
  }

  /** Rows a prediction looks back. */
  public int order() {
    return order;
  }
}
