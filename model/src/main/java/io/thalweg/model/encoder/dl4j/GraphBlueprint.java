package io.thalweg.model.encoder.dl4j;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.factory.Nd4j;

/** A graph of one input and one output. */
final class GraphBlueprint implements Blueprint {
  private final ComputationGraphConfiguration configuration;

  GraphBlueprint(JsonNode json) {
    configuration = Reading.read(json, ComputationGraphConfiguration.class);
    if (configuration.getNetworkInputs().size() != 1
        || configuration.getNetworkOutputs().size() != 1) {
      throw new IllegalArgumentException(
          "a dl4j graph must have one input and one output, not %s and %s"
              .formatted(configuration.getNetworkInputs(), configuration.getNetworkOutputs()));
    }
  }

  @Override
  public InputType fit(InputType input) {
    Map<String, InputType> types = configuration.getLayerActivationTypes(false, true, input);
    types.values().forEach(Blueprint::checkActivations);
    String output = configuration.getNetworkOutputs().get(0);
    InputType type = types.get(output);
    if (type == null) {
      throw new IllegalArgumentException("a dl4j graph has no vertex " + output);
    }
    return type;
  }

  @Override
  public long parameterCount() {
    long count = 0;
    for (GraphVertex vertex : configuration.getVertices().values()) {
      count += vertex.numParams(true);
    }
    return count;
  }

  @Override
  public Network build(long seed) {
    ComputationGraphConfiguration own = configuration.clone();
    // As for a sequence of layers.
    own.setTrainingWorkspaceMode(WorkspaceMode.NONE);
    own.setInferenceWorkspaceMode(WorkspaceMode.NONE);
    own.getDefaultConfiguration().setSeed(seed);
    for (GraphVertex vertex : own.getVertices().values()) {
      if (vertex instanceof LayerVertex layer) {
        layer.getLayerConf().setSeed(seed);
      }
    }
    Nd4j.getRandom().setSeed(seed);
    ComputationGraph graph = new ComputationGraph(own);
    graph.init();
    return new GraphNetwork(graph);
  }
}
