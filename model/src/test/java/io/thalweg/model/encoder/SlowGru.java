package io.thalweg.model.encoder;

/** {@link Gru} by its definition, one unit after the other. */
record SlowGru(int inputSize, int hidden, int contextLength) implements SlowEncoder {

  @Override
  public double[][] encode(double[] parameters, double[][] items) {
    double[][] embeddings = new double[items.length - contextLength][];
    double[] state = new double[hidden];
    for (int t = 0; t < items.length; t++) {
      state = next(parameters, items[t], state);
      if (t >= contextLength) {
        embeddings[t - contextLength] = state;
      }
    }
    return embeddings;
  }

  private double[] next(double[] p, double[] item, double[] state) {
    double[] after = new double[hidden];
    for (int unit = 0; unit < hidden; unit++) {
      double open = sigmoid(input(p, 0, unit, item) + past(p, 0, unit, state) + bias(p, 0, unit));
      double keep = sigmoid(input(p, 1, unit, item) + past(p, 1, unit, state) + bias(p, 1, unit));
      double recurrent = past(p, 2, unit, state) + bias(p, 3, unit);
      double value = Math.tanh(input(p, 2, unit, item) + bias(p, 2, unit) + open * recurrent);
      after[unit] = (1 - keep) * value + keep * state[unit];
    }
    return after;
  }

  private double input(double[] p, int gate, int unit, double[] item) {
    return product(p, gate * inputSize * hidden, unit, item);
  }

  private double past(double[] p, int gate, int unit, double[] state) {
    return product(p, 3 * inputSize * hidden + gate * hidden * hidden, unit, state);
  }

  private double bias(double[] p, int index, int unit) {
    return p[3 * (inputSize + hidden) * hidden + index * hidden + unit];
  }

  private double product(double[] p, int weights, int unit, double[] row) {
    double sum = 0;
    for (int i = 0; i < row.length; i++) {
      sum += row[i] * p[weights + i * hidden + unit];
    }
    return sum;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
