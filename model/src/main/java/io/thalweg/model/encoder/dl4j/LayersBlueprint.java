package io.thalweg.model.encoder.dl4j;

import com.fasterxml.jackson.databind.JsonNode;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.factory.Nd4j;

/** A sequence of layers. */
final class LayersBlueprint implements Blueprint {
  private final MultiLayerConfiguration configuration;

  LayersBlueprint(JsonNode json) {
    configuration = Reading.read(json, MultiLayerConfiguration.class);
    if (configuration.getConfs().isEmpty()) {
      throw new IllegalArgumentException("a dl4j network needs at least one layer");
    }
  }

  @Override
  public InputType fit(InputType input) {
    InputType type = input;
    for (int i = 0; i < configuration.getConfs().size(); i++) {
      InputPreProcessor before = configuration.getInputPreProcess(i);
      type = before == null ? type : before.getOutputType(type);
      Layer layer = configuration.getConf(i).getLayer();
      layer.setNIn(type, true);
      type = layer.getOutputType(i, type);
      Blueprint.checkActivations(type);
    }
    return type;
  }

  @Override
  public long parameterCount() {
    long count = 0;
    for (NeuralNetConfiguration layer : configuration.getConfs()) {
      count += layer.getLayer().initializer().numParams(layer);
    }
    return count;
  }

  @Override
  public Network build(long seed) {
    MultiLayerConfiguration own = configuration.clone();
    // External errors and workspaces have a history of faults; arrays on their own have none.
    own.setTrainingWorkspaceMode(WorkspaceMode.NONE);
    own.setInferenceWorkspaceMode(WorkspaceMode.NONE);
    own.getConfs().forEach(layer -> layer.setSeed(seed));
    Nd4j.getRandom().setSeed(seed);
    MultiLayerNetwork network = new MultiLayerNetwork(own);
    network.init();
    return new LayersNetwork(network);
  }
}
