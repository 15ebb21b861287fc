package io.thalweg.model.encoder;

import io.thalweg.model.encoder.dl4j.Dl4jEncoder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.nd4j.linalg.activations.Activation;

/** A graph of two recurrent layers, whose outputs are added. */
class Dl4jGraphTest extends Dl4jContract {
  private static final int CONTEXT = 2;
  private static final int HIDDEN = 5;

  @Override
  Encoder encoder() {
    return withInputs(3);
  }

  @Override
  Encoder withInputs(int inputs) {
    String configuration =
        new NeuralNetConfiguration.Builder()
            .activation(Activation.TANH)
            .graphBuilder()
            .addInputs("items")
            .addLayer("first", new SimpleRnn.Builder().nIn(3).nOut(HIDDEN).build(), "items")
            .addLayer("second", new SimpleRnn.Builder().nIn(HIDDEN).nOut(HIDDEN).build(), "first")
            .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "first", "second")
            .setOutputs("sum")
            .build()
            .toJson();
    return new Dl4jEncoder(inputs, CONTEXT, configuration);
  }

  @Override
  SlowEncoder reference() {
    return (parameters, items) -> {
      double[] first = new double[HIDDEN];
      double[] second = new double[HIDDEN];
      double[][] embeddings = new double[items.length - CONTEXT][];
      for (int t = 0; t < items.length; t++) {
        first = SlowDl4j.simpleRnn(parameters, 0, items[t], first);
        second = SlowDl4j.simpleRnn(parameters, (3 + HIDDEN + 1) * HIDDEN, first, second);
        if (t >= CONTEXT) {
          double[] sum = new double[HIDDEN];
          for (int i = 0; i < HIDDEN; i++) {
            sum[i] = first[i] + second[i];
          }
          embeddings[t - CONTEXT] = sum;
        }
      }
      return embeddings;
    };
  }
}
