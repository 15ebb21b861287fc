package io.thalweg.model.encoder;

import io.thalweg.model.layer.FastMath;
import io.thalweg.model.layer.Matrix;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Serving form of {@link Gru}: the state is the hidden state, {@code [hidden]}. Two matrix-vector
 * products per item, for which the weights of all gates are joined to {@code [in, 3 hidden]}.
 */
final class GruStepper implements Encoder.Stepper {
  private final OptionalInt vocabulary;
  private final int inputs;
  private final int width;
  private final int contextLength;
  private final Matrix inputWeights;
  private final Matrix recurrentWeights;
  private final Matrix nativeItem;
  private final Matrix nativeState;
  private final Matrix nativeFromItem;
  private final Matrix nativeFromState;

  /** Products of the item and of the state, {@code [reset, update, candidate]}. */
  private final float[] fromItem;

  private final float[] fromState;

  /** {@code [reset, update, candidate, candidate's recurrent product]}. */
  private final float[] bias;

  GruStepper(Gru net, float[] parameters, int offset) {
    inputs = net.inputSize();
    width = net.embeddingSize();
    contextLength = net.contextLength();
    vocabulary = net.vocabulary();
    inputWeights = joined(parameters, offset, net.inputRows());
    recurrentWeights = joined(parameters, offset + net.recurrentOffset(), width);
    int biases = offset + net.biasOffset();
    bias = Arrays.copyOfRange(parameters, biases, biases + Gru.BIASES * width);
    nativeItem = new Matrix(inputs);
    nativeState = new Matrix(width);
    nativeFromItem = new Matrix((long) Gru.GATES * width);
    nativeFromState = new Matrix((long) Gru.GATES * width);
    fromItem = new float[Gru.GATES * width];
    fromState = new float[Gru.GATES * width];
  }

  /** From {@code [gate, row, hidden]} to {@code [row, gate, hidden]}. */
  private Matrix joined(float[] parameters, int from, int rows) {
    float[] weights = new float[rows * Gru.GATES * width];
    for (int gate = 0; gate < Gru.GATES; gate++) {
      for (int row = 0; row < rows; row++) {
        int source = from + (gate * rows + row) * width;
        System.arraycopy(parameters, source, weights, (row * Gru.GATES + gate) * width, width);
      }
    }
    Matrix joined = new Matrix(weights.length);
    joined.put(weights, 0, weights.length);
    return joined;
  }

  @Override
  public int stateSize() {
    return width;
  }

  @Override
  public void reset(float[] state) {
    Arrays.fill(state, 0f);
    float[] zero = new float[inputs];
    float[] ignored = new float[width];
    // Biases move the state even when every item is zero.
    for (int i = 0; i < contextLength; i++) {
      step(state, zero, ignored);
    }
  }

  @Override
  public void step(float[] state, float[] item, float[] embedding) {
    int gates = Gru.GATES * width;
    take(item);
    nativeState.put(state, 0, width);
    Matrix.multiplyRow(nativeState, recurrentWeights, 0, nativeFromState, gates, width);
    nativeFromState.get(fromState, 0, gates);
    activateGates();
    moveState(state);
    System.arraycopy(state, 0, embedding, 0, width);
  }

  private void take(float[] item) {
    int gates = Gru.GATES * width;
    if (vocabulary.isPresent()) {
      inputWeights.get(
          fromItem, 0, gates, (long) gates * TokenRows.id(item[0], vocabulary.getAsInt()));
      return;
    }
    nativeItem.put(item, 0, inputs);
    Matrix.multiplyRow(nativeItem, inputWeights, 0, nativeFromItem, gates, inputs);
    nativeFromItem.get(fromItem, 0, gates);
  }

  /** Leaves reset and update gates in {@link #fromItem}. */
  private void activateGates() {
    for (int i = 0; i < 2 * width; i++) {
      fromItem[i] = FastMath.sigmoid(fromItem[i] + fromState[i] + bias[i]);
    }
  }

  private void moveState(float[] state) {
    int update = width;
    int candidate = 2 * width;
    int recurrent = 3 * width;
    for (int i = 0; i < width; i++) {
      float past = fromState[candidate + i] + bias[recurrent + i];
      float value =
          FastMath.tanh(fromItem[candidate + i] + bias[candidate + i] + fromItem[i] * past);
      state[i] = value + fromItem[update + i] * (state[i] - value);
    }
  }
}
