package io.thalweg.model.encoder.dl4j;

import io.thalweg.model.encoder.Encoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Serving of a recurrent network: the state is that of its recurrent layers, layer after layer, the
 * parts of each in the order of their names.
 */
final class StateStepper implements Encoder.Stepper {
  private final Network network;
  private final INDArray item;
  private final int contextLength;

  /** Shapes of the parts of each recurrent layer's state. */
  private final List<Map<String, long[]>> parts = new ArrayList<>();

  private final int stateSize;
  private final float[] zero;
  private final float[] ignored;

  StateStepper(Dl4jEncoder encoder, float[] parameters, int offset) {
    network = encoder.newNetwork(parameters, offset);
    item = Arrays.create(1, encoder.inputSize(), 1); // [batch, input, times]
    contextLength = encoder.contextLength();
    zero = new float[encoder.inputSize()];
    ignored = new float[encoder.embeddingSize()];
    // Which parts there are, layers say only once they have one.
    network.clearState();
    network.timeStep(item);
    int size = 0;
    for (RecurrentLayer layer : network.recurrentLayers()) {
      Map<String, long[]> shapes = new TreeMap<>();
      for (Map.Entry<String, INDArray> part : layer.rnnGetPreviousState().entrySet()) {
        shapes.put(part.getKey(), part.getValue().shape());
        size += Math.toIntExact(part.getValue().length());
      }
      parts.add(shapes);
    }
    stateSize = size;
  }

  @Override
  public int stateSize() {
    return stateSize;
  }

  @Override
  public void reset(float[] state) {
    java.util.Arrays.fill(state, 0f);
    for (int i = 0; i < contextLength; i++) {
      step(state, zero, ignored);
    }
  }

  @Override
  public void step(float[] state, float[] item, float[] embedding) {
    restore(state);
    Arrays.put(item, 0, this.item);
    Arrays.get(Windows.last(network.timeStep(this.item)), embedding, 0);
    keep(state);
  }

  private void restore(float[] state) {
    List<RecurrentLayer> layers = network.recurrentLayers();
    int at = 0;
    for (int i = 0; i < parts.size(); i++) {
      Map<String, INDArray> values = new TreeMap<>();
      for (Map.Entry<String, long[]> part : parts.get(i).entrySet()) {
        INDArray value = Arrays.create(part.getValue());
        Arrays.put(state, at, value);
        at += Math.toIntExact(value.length());
        values.put(part.getKey(), value);
      }
      layers.get(i).rnnSetPreviousState(values);
    }
  }

  private void keep(float[] state) {
    List<RecurrentLayer> layers = network.recurrentLayers();
    int at = 0;
    for (int i = 0; i < parts.size(); i++) {
      Map<String, INDArray> values = layers.get(i).rnnGetPreviousState();
      for (String part : parts.get(i).keySet()) {
        INDArray value = values.get(part);
        if (value == null) {
          throw new IllegalStateException("a recurrent layer has lost its " + part);
        }
        Arrays.get(value, state, at);
        at += Math.toIntExact(value.length());
      }
    }
  }
}
