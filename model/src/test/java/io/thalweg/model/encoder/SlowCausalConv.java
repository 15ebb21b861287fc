package io.thalweg.model.encoder;

/**
 * {@link CausalConv} by its definition: the value of a layer at a time, asked for recursively.
 * Nothing is cached and no row is ever shifted.
 */
public record SlowCausalConv(int inputSize, int channels, int kernel, int... dilations)
    implements SlowEncoder {

  @Override
  public double[][] encode(double[] parameters, double[][] items) {
    int context = 0;
    for (int dilation : dilations) {
      context += dilation * (kernel - 1);
    }
    double[][] embeddings = new double[items.length - context][];
    for (int t = context; t < items.length; t++) {
      embeddings[t - context] = hidden(dilations.length, t, parameters, items);
    }
    return embeddings;
  }

  /** Output of layer {@code level - 1} at time t; level 0 are the items. */
  private double[] hidden(int level, int t, double[] parameters, double[][] items) {
    if (level == 0) {
      return items[t];
    }
    int layer = level - 1;
    int inputs = layer == 0 ? inputSize : channels;
    int weights = offset(layer);
    int bias = weights + kernel * inputs * channels;
    double[] sum = new double[channels];
    System.arraycopy(parameters, bias, sum, 0, channels);
    double[] newest = items[t];
    for (int tap = 0; tap < kernel; tap++) {
      newest = hidden(layer, t - (kernel - 1 - tap) * dilations[layer], parameters, items);
      for (int i = 0; i < inputs; i++) {
        for (int c = 0; c < channels; c++) {
          sum[c] += newest[i] * parameters[weights + (tap * inputs + i) * channels + c];
        }
      }
    }
    if (layer > 0) {
      for (int c = 0; c < channels; c++) {
        sum[c] = newest[c] + Math.max(0, sum[c]);
      }
    }
    return sum;
  }

  private int offset(int layer) {
    int offset = 0;
    for (int l = 0; l < layer; l++) {
      offset += (kernel * (l == 0 ? inputSize : channels) + 1) * channels;
    }
    return offset;
  }
}
