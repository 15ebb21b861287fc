package io.thalweg.model.encoder;

/**
 * DL4J's layers by their definitions, with its order of parameters: each matrix column by column.
 */
final class SlowDl4j {
  private SlowDl4j() {}

  /** {@code tanh(x W + b)}; parameters are W {@code [in, out]}, then b. */
  static double[] dense(double[] parameters, int offset, double[] input, int out) {
    double[] output = affine(parameters, offset, input, out, offset + input.length * out);
    for (int o = 0; o < out; o++) {
      output[o] = Math.tanh(output[o]);
    }
    return output;
  }

  private static double[] affine(
      double[] parameters, int weights, double[] input, int out, int bias) {
    double[] output = new double[out];
    for (int o = 0; o < out; o++) {
      output[o] = parameters[bias + o];
      for (int i = 0; i < input.length; i++) {
        output[o] += input[i] * parameters[weights + o * input.length + i];
      }
    }
    return output;
  }

  /**
   * An LSTM's next state: hidden and cell are overwritten. Parameters are W {@code [in, 4 hidden]},
   * U {@code [hidden, 4 hidden]}, b; in each, first the candidate, then forget, output and input
   * gate.
   */
  static void lstm(double[] parameters, int offset, double[] item, double[] hidden, double[] cell) {
    int units = hidden.length;
    int recurrent = offset + item.length * 4 * units;
    int bias = recurrent + units * 4 * units;
    double[] sums = affine(parameters, offset, item, 4 * units, bias);
    for (int o = 0; o < sums.length; o++) {
      for (int i = 0; i < units; i++) {
        sums[o] += hidden[i] * parameters[recurrent + o * units + i];
      }
    }
    for (int unit = 0; unit < units; unit++) {
      double candidate = Math.tanh(sums[unit]);
      double forget = sigmoid(sums[units + unit]);
      double output = sigmoid(sums[2 * units + unit]);
      double input = sigmoid(sums[3 * units + unit]);
      cell[unit] = forget * cell[unit] + input * candidate;
      hidden[unit] = output * Math.tanh(cell[unit]);
    }
  }

  /** {@code tanh(x W + h U + b)}; parameters are W, U, b. */
  static double[] simpleRnn(double[] parameters, int offset, double[] item, double[] hidden) {
    int units = hidden.length;
    int recurrent = offset + item.length * units;
    double[] sums = affine(parameters, offset, item, units, recurrent + units * units);
    for (int o = 0; o < units; o++) {
      for (int i = 0; i < units; i++) {
        sums[o] += hidden[i] * parameters[recurrent + o * units + i];
      }
    }
    for (int o = 0; o < units; o++) {
      sums[o] = Math.tanh(sums[o]);
    }
    return sums;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
