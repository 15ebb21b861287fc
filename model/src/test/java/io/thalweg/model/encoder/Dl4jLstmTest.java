package io.thalweg.model.encoder;

import io.thalweg.model.encoder.dl4j.Dl4jEncoder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.nd4j.linalg.activations.Activation;

/** An LSTM over segments, and a dense layer on each of its outputs. */
class Dl4jLstmTest extends Dl4jContract {
  private static final int CONTEXT = 2;
  private static final int HIDDEN = 5;
  private static final int OUT = 4;

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
            .layer(new LSTM.Builder().nOut(HIDDEN).build())
            .layer(new DenseLayer.Builder().nOut(OUT).build())
            .setInputType(InputType.recurrent(3))
            .build()
            .toJson();
    return new Dl4jEncoder(inputs, CONTEXT, configuration);
  }

  @Override
  SlowEncoder reference() {
    return (parameters, items) -> {
      double[] hidden = new double[HIDDEN];
      double[] cell = new double[HIDDEN];
      double[][] embeddings = new double[items.length - CONTEXT][];
      for (int t = 0; t < items.length; t++) {
        SlowDl4j.lstm(parameters, 0, items[t], hidden, cell);
        if (t >= CONTEXT) {
          int dense = (3 + HIDDEN + 1) * 4 * HIDDEN;
          embeddings[t - CONTEXT] = SlowDl4j.dense(parameters, dense, hidden, OUT);
        }
      }
      return embeddings;
    };
  }
}
