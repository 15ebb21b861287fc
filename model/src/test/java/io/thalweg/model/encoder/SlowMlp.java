package io.thalweg.model.encoder;

import java.util.function.DoubleUnaryOperator;

/** {@link Mlp} by its definition, one unit of one item at a time. */
public record SlowMlp(int inputSize, int context, DoubleUnaryOperator activation, int... hidden)
    implements SlowEncoder {

  @Override
  public double[][] encode(double[] parameters, double[][] items) {
    double[][] embeddings = new double[items.length - context][];
    for (int t = context; t < items.length; t++) {
      double[] values = new double[(context + 1) * inputSize];
      for (int w = 0; w <= context; w++) {
        System.arraycopy(items[t - context + w], 0, values, w * inputSize, inputSize);
      }
      int at = 0;
      for (int units : hidden) {
        double[] next = new double[units];
        for (int u = 0; u < units; u++) {
          double sum = parameters[at + values.length * units + u];
          for (int i = 0; i < values.length; i++) {
            sum += values[i] * parameters[at + i * units + u];
          }
          next[u] = activation.applyAsDouble(sum);
        }
        at += (values.length + 1) * units;
        values = next;
      }
      embeddings[t - context] = values;
    }
    return embeddings;
  }

  /** The activation, by its formula. */
  public static double gelu(double x) {
    return x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
  }
}
