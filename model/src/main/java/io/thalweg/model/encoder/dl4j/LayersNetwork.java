package io.thalweg.model.encoder.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link MultiLayerNetwork}, trained by external errors. */
final class LayersNetwork implements Network {
  private final MultiLayerNetwork network;

  LayersNetwork(MultiLayerNetwork network) {
    this.network = network;
  }

  @Override
  public INDArray parameters() {
    return network.params();
  }

  @Override
  public Map<String, INDArray> parameterTable() {
    return network.paramTable();
  }

  @Override
  public List<String> inputWeights() {
    return List.of("0_W");
  }

  @Override
  public INDArray forward(INDArray input) {
    network.setInput(input);
    // Not clearing inputs: backward reads them.
    List<INDArray> activations = network.feedForward(true, false);
    return activations.get(activations.size() - 1);
  }

  @Override
  public INDArray infer(INDArray input) {
    return network.output(input, false);
  }

  @Override
  public INDArray backward(INDArray outputGradient) {
    network.backpropGradient(outputGradient, LayerWorkspaceMgr.noWorkspaces());
    return network.getFlattenedGradients();
  }

  @Override
  public INDArray timeStep(INDArray input) {
    return network.rnnTimeStep(input);
  }

  @Override
  public void clearState() {
    network.rnnClearPreviousState();
  }

  @Override
  public List<RecurrentLayer> recurrentLayers() {
    return recurrent(network.getLayers());
  }

  static List<RecurrentLayer> recurrent(Layer[] layers) {
    List<RecurrentLayer> recurrent = new ArrayList<>();
    for (Layer layer : layers) {
      if (layer instanceof RecurrentLayer found) {
        recurrent.add(found);
      }
    }
    return recurrent;
  }
}
