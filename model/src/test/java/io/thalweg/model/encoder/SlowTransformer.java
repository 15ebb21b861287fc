package io.thalweg.model.encoder;

/**
 * {@link Transformer} by its formulas, one position at a time, nothing turned into products of
 * matrices or kept: keys are asked for wherever they are needed.
 */
public record SlowTransformer(
    TransformerInput input,
    TransformerShape shape,
    boolean causal,
    int context,
    int window,
    Positions positions)
    implements SlowEncoder {

  @Override
  public double[][] encode(double[] p, double[][] items) {
    int width = shape.width();
    int at = input.parameterCount(width);
    double[][] x = new double[items.length][];
    for (int t = 0; t < items.length; t++) {
      x[t] = first(p, items[t]);
      if (positions instanceof Positions.Learned) {
        for (int i = 0; i < width; i++) {
          x[t][i] += p[at + t * width + i];
        }
      }
    }
    at += positions instanceof Positions.Learned learned ? learned.length() * width : 0;
    for (int layer = 0; layer < shape.layers(); layer++) {
      x = block(p, at, x);
      at += 4 * width + 4 * width * width + 2 * width * shape.feedForward();
    }
    double[][] embeddings = new double[items.length - context][];
    for (int t = context; t < items.length; t++) {
      embeddings[t - context] = norm(p, at, x[t]);
    }
    return embeddings;
  }

  private double[] first(double[] p, double[] item) {
    int width = shape.width();
    double[] row = new double[width];
    if (input instanceof TransformerInput.Tokens) {
      System.arraycopy(p, (int) item[0] * width, row, 0, width);
      return row;
    }
    double[] projected = product(p, 0, item, width);
    for (int i = 0; i < width; i++) {
      row[i] = projected[i] + p[item.length * width + i];
    }
    return row;
  }

  private double[][] block(double[] p, int at, double[][] x) {
    int width = shape.width();
    double[][] out = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double[] attended = attend(p, at, x, t);
      double[] middle = product(p, at + 2 * width + 3 * width * width, attended, width);
      for (int i = 0; i < width; i++) {
        middle[i] += x[t][i];
      }
      int norm = at + 2 * width + 4 * width * width;
      double[] hidden = product(p, norm + 2 * width, norm(p, norm, middle), shape.feedForward());
      for (int i = 0; i < hidden.length; i++) {
        hidden[i] = SlowMlp.gelu(hidden[i]);
      }
      int second = norm + 2 * width + width * hidden.length;
      out[t] = product(p, second, hidden, width);
      for (int i = 0; i < width; i++) {
        out[t][i] += middle[i];
      }
    }
    return out;
  }

  /** All heads of one position, one after the other. */
  private double[] attend(double[] p, int at, double[][] x, int t) {
    int width = shape.width();
    int head = width / shape.heads();
    int from = causal ? Math.max(0, t - window + 1) : 0;
    int to = causal ? t + 1 : x.length;
    double[] query = turned(product(p, at + 2 * width, norm(p, at, x[t]), 2 * width), 0, t);
    double[] result = new double[width];
    for (int h = 0; h < shape.heads(); h++) {
      double sum = 0;
      for (int s = from; s < to; s++) {
        double[] normal = norm(p, at, x[s]);
        double[] key = turned(product(p, at + 2 * width, normal, 2 * width), width, s);
        double[] value = product(p, at + 2 * width + 2 * width * width, normal, width);
        double score = 0;
        for (int i = h * head; i < (h + 1) * head; i++) {
          score += query[i] * key[i];
        }
        double weight = Math.exp(score / Math.sqrt(head));
        sum += weight;
        for (int i = h * head; i < (h + 1) * head; i++) {
          result[i] += weight * value[i];
        }
      }
      for (int i = h * head; i < (h + 1) * head; i++) {
        result[i] /= sum;
      }
    }
    return result;
  }

  /** Pairs as complex numbers, multiplied by e^(i angle). */
  private double[] turned(double[] queryAndKey, int from, int position) {
    int width = shape.width();
    int half = width / shape.heads() / 2;
    double[] row = new double[width];
    for (int h = 0; h < shape.heads(); h++) {
      for (int i = 0; i < half; i++) {
        double angle =
            positions instanceof Positions.Rotary
                ? position / Math.pow(10_000, i / (double) half)
                : 0;
        double re = queryAndKey[from + h * 2 * half + i];
        double im = queryAndKey[from + h * 2 * half + half + i];
        row[h * 2 * half + i] = re * Math.cos(angle) - im * Math.sin(angle);
        row[h * 2 * half + half + i] = re * Math.sin(angle) + im * Math.cos(angle);
      }
    }
    return row;
  }

  private static double[] norm(double[] p, int at, double[] x) {
    double mean = 0;
    double square = 0;
    for (double value : x) {
      mean += value / x.length;
    }
    for (double value : x) {
      square += (value - mean) * (value - mean) / x.length;
    }
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = p[at + i] * (x[i] - mean) / Math.sqrt(square + 1e-5) + p[at + x.length + i];
    }
    return y;
  }

  private static double[] product(double[] p, int at, double[] x, int outputs) {
    double[] y = new double[outputs];
    for (int i = 0; i < x.length; i++) {
      for (int o = 0; o < outputs; o++) {
        y[o] += x[i] * p[at + i * outputs + o];
      }
    }
    return y;
  }
}
