package io.thalweg.streams.cli.bench.core;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.CrashReportingUtil;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/**
 * A network as a user of DL4J would write and train it: {@code fit} on one batch, workspaces as
 * they are by default.
 *
 * @param layers the last is a loss layer with the mean squared error
 * @param input shape of a batch
 * @param target shape of what is to come out
 * @param item shape of what one serving step is given
 * @param serving how it is given
 * @param before what reshapes the input of a layer, by its index
 */
record Dl4jNetwork(
    List<Layer> layers,
    int[] input,
    int[] target,
    int[] item,
    Serving serving,
    Map<Integer, InputPreProcessor> before) {
  private static final double RATE = 1e-3;

  /** How a network continues a sequence. */
  enum Serving {
    /** By its own state: {@code rnnTimeStep}. */
    STATE,
    /** By computing all it sees again: {@code output}. */
    WHOLE_CONTEXT
  }

  /** Nothing is reshaped. */
  Dl4jNetwork(List<Layer> layers, int[] input, int[] target, int[] item, Serving serving) {
    this(layers, input, target, item, serving, Map.of());
  }

  /** One optimizer step. */
  Contestant step() {
    MultiLayerNetwork network = network();
    INDArray features = values(input, 1);
    INDArray labels = values(target, 2);
    return Contestant.of(() -> network.fit(features, labels));
  }

  /** One further item. */
  Contestant serve() {
    MultiLayerNetwork network = network();
    INDArray features = values(item, 3);
    return switch (serving) {
      case STATE -> Contestant.of(() -> network.rnnTimeStep(features));
      case WHOLE_CONTEXT -> Contestant.of(() -> network.output(features, false));
    };
  }

  private MultiLayerNetwork network() {
    CrashReportingUtil.crashDumpsEnabled(false);
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder().seed(1).updater(new Adam(RATE)).list();
    layers.forEach(list::layer);
    before.forEach(list::inputPreProcessor);
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    return network;
  }

  private static INDArray values(int[] shape, long seed) {
    int count = 1;
    for (int size : shape) {
      count *= size;
    }
    return Nd4j.createFromArray(Values.gaussian(count, seed)).reshape('c', shape);
  }
}
