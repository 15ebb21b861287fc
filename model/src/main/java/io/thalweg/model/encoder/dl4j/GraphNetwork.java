package io.thalweg.model.encoder.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link ComputationGraph} of one input and one output, trained by external errors. */
final class GraphNetwork implements Network {
  private final ComputationGraph graph;
  private final String output;

  GraphNetwork(ComputationGraph graph) {
    this.graph = graph;
    output = graph.getConfiguration().getNetworkOutputs().get(0);
  }

  @Override
  public INDArray parameters() {
    return graph.params();
  }

  @Override
  public Map<String, INDArray> parameterTable() {
    return graph.paramTable();
  }

  @Override
  public List<String> inputWeights() {
    String input = graph.getConfiguration().getNetworkInputs().get(0);
    List<String> weights = new ArrayList<>();
    graph
        .getConfiguration()
        .getVertexInputs()
        .forEach(
            (vertex, inputs) -> {
              if (inputs.contains(input)) {
                weights.add(vertex + "_W");
              }
            });
    return weights;
  }

  @Override
  public INDArray forward(INDArray input) {
    INDArray result = graph.feedForward(new INDArray[] {input}, true, false).get(output);
    if (result == null) {
      throw new IllegalStateException("the graph has no activations of " + output);
    }
    return result;
  }

  @Override
  public INDArray infer(INDArray input) {
    return graph.outputSingle(false, input);
  }

  @Override
  public INDArray backward(INDArray outputGradient) {
    graph.backpropGradient(outputGradient);
    return graph.getFlattenedGradients();
  }

  @Override
  public INDArray timeStep(INDArray input) {
    return graph.rnnTimeStep(input)[0];
  }

  @Override
  public void clearState() {
    graph.rnnClearPreviousState();
  }

  @Override
  public List<RecurrentLayer> recurrentLayers() {
    return LayersNetwork.recurrent(graph.getLayers());
  }
}
