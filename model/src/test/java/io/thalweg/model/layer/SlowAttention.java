package io.thalweg.model.layer;

/** {@link Attention} by its formula, one position and head at a time, in double precision. */
record SlowAttention(
    int batch, int length, int width, int heads, AttentionMask mask, boolean rotary) {

  /** What is added to the residual, {@code [batch, length, width]}. */
  double[] forward(double[] parameters, double[] x) {
    double[] result = new double[x.length];
    for (int sequence = 0; sequence < batch; sequence++) {
      int at = sequence * length * width;
      double[][] queries = new double[length][];
      double[][] keys = new double[length][];
      double[][] values = new double[length][];
      for (int t = 0; t < length; t++) {
        double[] row = java.util.Arrays.copyOfRange(x, at + t * width, at + (t + 1) * width);
        queries[t] = turned(product(parameters, 0, 2 * width, row), t);
        keys[t] = turned(product(parameters, width, 2 * width, row), t);
        values[t] = product(parameters, 2 * width * width, width, row);
      }
      for (int t = 0; t < length; t++) {
        double[] mixed = mix(queries[t], keys, values, t);
        double[] out = product(parameters, 3 * width * width, width, mixed);
        System.arraycopy(out, 0, result, at + t * width, width);
      }
    }
    return result;
  }

  private double[] mix(double[] query, double[][] keys, double[][] values, int t) {
    int head = width / heads;
    double[] mixed = new double[width];
    for (int first = 0; first < width; first += head) {
      double sum = 0;
      for (int s = 0; s < length; s++) {
        if (mask.causal() && (s > t || s <= t - mask.window())) {
          continue;
        }
        double score = 0;
        for (int i = first; i < first + head; i++) {
          score += query[i] * keys[s][i];
        }
        double weight = Math.exp(score / Math.sqrt(head));
        sum += weight;
        for (int i = first; i < first + head; i++) {
          mixed[i] += weight * values[s][i];
        }
      }
      for (int i = first; i < first + head; i++) {
        mixed[i] /= sum;
      }
    }
    return mixed;
  }

  /** Pairs as complex numbers, multiplied by e^(i angle). */
  private double[] turned(double[] row, int position) {
    if (!rotary) {
      return row;
    }
    int head = width / heads;
    int half = head / 2;
    double[] turned = new double[width];
    for (int first = 0; first < width; first += head) {
      for (int i = first; i < first + half; i++) {
        double angle = position / Math.pow(10_000, (i - first) / (double) half);
        turned[i] = row[i] * Math.cos(angle) - row[i + half] * Math.sin(angle);
        turned[i + half] = row[i] * Math.sin(angle) + row[i + half] * Math.cos(angle);
      }
    }
    return turned;
  }

  /** Of {@code width} columns of weights whose rows lie {@code stride} apart. */
  private double[] product(double[] weights, int at, int stride, double[] row) {
    double[] y = new double[width];
    for (int i = 0; i < width; i++) {
      for (int o = 0; o < width; o++) {
        y[o] += row[i] * weights[at + i * stride + o];
      }
    }
    return y;
  }
}
