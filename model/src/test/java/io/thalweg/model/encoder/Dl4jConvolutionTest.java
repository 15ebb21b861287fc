package io.thalweg.model.encoder;

import io.thalweg.model.encoder.dl4j.Dl4jEncoder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.nd4j.linalg.activations.Activation;

/** A convolution over a window of three items as a sequence, and the mean of its outputs. */
class Dl4jConvolutionTest extends Dl4jContract {
  private static final int CONTEXT = 2;
  private static final int CHANNELS = 5;
  private static final int KERNEL = 2;

  @Override
  Encoder encoder() {
    return withInputs(3);
  }

  @Override
  Encoder withInputs(int inputs) {
    String configuration =
        new NeuralNetConfiguration.Builder()
            .activation(Activation.TANH)
            .list()
            .layer(
                new Convolution1DLayer.Builder(KERNEL)
                    .nIn(3)
                    .nOut(CHANNELS)
                    .convolutionMode(ConvolutionMode.Causal)
                    .build())
            .layer(new GlobalPoolingLayer(PoolingType.AVG))
            .build()
            .toJson();
    return new Dl4jEncoder(inputs, CONTEXT, configuration);
  }

  /**
   * DL4J keeps the bias first, then {@code [kernel, in, out]}, whatever shape it says they have.
   */
  @Override
  SlowEncoder reference() {
    return (parameters, items) -> {
      double[][] embeddings = new double[items.length - CONTEXT][CHANNELS];
      for (int t = 0; t < embeddings.length; t++) {
        for (int c = 0; c < CHANNELS; c++) {
          double sum = 0;
          for (int w = 0; w <= CONTEXT; w++) {
            sum += Math.tanh(convolved(parameters, items, t, t + w, c));
          }
          embeddings[t][c] = sum / (CONTEXT + 1);
        }
      }
      return embeddings;
    };
  }

  /** Items before the first of the window count as zeros. */
  private static double convolved(
      double[] parameters, double[][] items, int first, int at, int channel) {
    double sum = parameters[channel];
    for (int k = 0; k < KERNEL; k++) {
      int time = at - (KERNEL - 1 - k);
      for (int i = 0; i < 3 && time >= first; i++) {
        sum += items[time][i] * parameters[CHANNELS + (k * 3 + i) * CHANNELS + channel];
      }
    }
    return sum;
  }
}
