package io.thalweg.streams.cli.bench.core;

import io.thalweg.model.encoder.Encoder;
import io.thalweg.model.encoder.Gru;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A gated recurrent unit over sequences of 38 sensors. */
final class GruShape implements Shape {
  private static final int INPUTS = 38;
  private static final int HIDDEN = 64;
  private static final int TIMES = 32;
  private static final int BATCH = 32;
  private static final int GATES = 3;

  @Override
  public String name() {
    return "gru";
  }

  @Override
  public String title() {
    return "GRU 38-64, T 32, batch 32";
  }

  @Override
  public String differences() {
    return "DL4J has no GRU: its LSTM, with four gates to three.";
  }

  @Override
  public Encoder encoder() {
    return new Gru(INPUTS, HIDDEN, 0);
  }

  @Override
  public int batch() {
    return BATCH;
  }

  @Override
  public int length() {
    return TIMES;
  }

  @Override
  public List<Product> products() {
    int rows = TIMES * BATCH;
    int gates = GATES * HIDDEN;
    return List.of(
        Product.forward(rows, INPUTS, gates, 1),
        Product.forward(BATCH, HIDDEN, gates, TIMES),
        Product.weightGradient(rows, INPUTS, gates, 1),
        Product.weightGradient(rows, HIDDEN, gates, 1),
        // Nothing came before the first item.
        Product.inputGradient(BATCH, HIDDEN, gates, TIMES - 1));
  }

  @Override
  public Dl4jNetwork dl4j() {
    return new Dl4jNetwork(
        List.of(
            new LSTM.Builder().nIn(INPUTS).nOut(HIDDEN).activation(Activation.TANH).build(),
            new RnnLossLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY).build()),
        new int[] {BATCH, INPUTS, TIMES},
        new int[] {BATCH, HIDDEN, TIMES},
        new int[] {1, INPUTS},
        Dl4jNetwork.Serving.STATE);
  }

  @Override
  public List<Integer> peerSizes() {
    return List.of(INPUTS, HIDDEN, TIMES, BATCH);
  }
}
