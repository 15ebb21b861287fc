package io.thalweg.model.encoder;

import io.thalweg.model.encoder.dl4j.Dl4jEncoder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.nd4j.linalg.activations.Activation;

/** Dense layers over a flattened window of three items. */
class Dl4jWindowTest extends Dl4jContract {
  private static final int CONTEXT = 2;

  @Override
  Encoder encoder() {
    return withInputs(3);
  }

  @Override
  Encoder withInputs(int inputs) {
    return new Dl4jEncoder(inputs, CONTEXT, configuration());
  }

  private static String configuration() {
    return new NeuralNetConfiguration.Builder()
        .activation(Activation.TANH)
        .list()
        .layer(new DenseLayer.Builder().nIn(9).nOut(6).build())
        .layer(new DenseLayer.Builder().nIn(6).nOut(5).build())
        .build()
        .toJson();
  }

  /** DL4J keeps weights {@code [in, out]} column after column. */
  @Override
  SlowEncoder reference() {
    return (parameters, items) -> {
      double[][] embeddings = new double[items.length - CONTEXT][];
      for (int t = 0; t < embeddings.length; t++) {
        double[] window = new double[9];
        for (int w = 0; w <= CONTEXT; w++) {
          System.arraycopy(items[t + w], 0, window, 3 * w, 3);
        }
        double[] hidden = SlowDl4j.dense(parameters, 0, window, 6);
        embeddings[t] = SlowDl4j.dense(parameters, 9 * 6 + 6, hidden, 5);
      }
      return embeddings;
    };
  }
}
