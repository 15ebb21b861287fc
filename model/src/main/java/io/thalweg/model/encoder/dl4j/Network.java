package io.thalweg.model.encoder.dl4j;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network of DL4J with its working memory: what a sequence of layers and a graph have in common.
 * Not thread-safe.
 */
interface Network {

  /** All parameters, {@code [1, parameterCount]}; the network reads them from here. */
  INDArray parameters();

  /** The parameters by name: views of {@link #parameters}. */
  Map<String, INDArray> parameterTable();

  /** Names of the weights that the input meets first. */
  List<String> inputWeights();

  /** Output for an input, keeping what {@link #backward} needs. */
  INDArray forward(INDArray input);

  /** Output for an input. */
  INDArray infer(INDArray input);

  /**
   * Gradient of the last {@link #forward}.
   *
   * @param outputGradient of the shape of the output
   * @return {@code [1, parameterCount]}, overwritten by the next call
   */
  INDArray backward(INDArray outputGradient);

  /** Output for one time step, from the state of the recurrent layers, which moves on. */
  INDArray timeStep(INDArray input);

  /** Forgets the state of the recurrent layers. */
  void clearState();

  /** The recurrent layers, in a fixed order. */
  List<RecurrentLayer> recurrentLayers();
}
