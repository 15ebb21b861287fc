package io.thalweg.model.snapshot;

import io.thalweg.model.encoder.Head;
import io.thalweg.model.layer.LocalPrediction;
import io.thalweg.model.layer.LocalShape;
import io.thalweg.model.objective.Objective;
import io.thalweg.model.objective.Regression;
import java.util.Arrays;
import java.util.Optional;

/**
 * From an embedding and the last frames to the next one: the last frame, the local regression and
 * what the head adds to it. Weights are copied. Not thread-safe.
 */
final class FrameForecaster {
  private final float[] weights;
  private final LocalShape shape;
  private final LocalPrediction local;
  private final Head.Stepper head;
  private final float[] prediction;

  private FrameForecaster(Architecture architecture, LocalShape shape, float[] parameters) {
    this.shape = shape;
    int offset = architecture.closedFormOffset();
    weights = Arrays.copyOfRange(parameters, offset, offset + shape.parameterCount());
    local = new LocalPrediction(shape);
    head = architecture.newHead().newStepper(parameters, architecture.headOffset());
    prediction = new float[architecture.newObjective().predictionSize()];
  }

  /** The forecaster of an architecture that has a local regression, and expects values. */
  static Optional<FrameForecaster> of(Architecture architecture, float[] parameters) {
    return shapeOf(architecture).map(s -> new FrameForecaster(architecture, s, parameters));
  }

  /** Sizes of the frames that an architecture expects. */
  static Optional<LocalShape> shapeOf(Architecture architecture) {
    return architecture.localShape().filter(shape -> expectsValues(architecture.newObjective()));
  }

  private static boolean expectsValues(Objective objective) {
    return objective instanceof Regression;
  }

  int values() {
    return shape.values();
  }

  /** Floats of a camera's state: the last frames, oldest first, NaN before the first. */
  int stateSize() {
    return shape.order() * shape.values();
  }

  void reset(float[] state, int at) {
    Arrays.fill(state, at, at + stateSize(), Float.NaN);
  }

  /** Takes a frame into the state that begins at {@code at}. */
  void take(float[] state, int at, float[] items, int from) {
    int kept = stateSize() - shape.values();
    System.arraycopy(state, at + shape.values(), state, at, kept);
    System.arraycopy(items, from, state, at + kept, shape.values());
  }

  /**
   * Expects.
   *
   * @param embedding before any rotation, {@code [embeddingSize]}
   * @param at where the frames begin in the state
   */
  void predict(float[] embedding, float[] state, int at, FrameForecast forecast) {
    int newest = at + stateSize() - shape.values();
    float[] expected = forecast.expected();
    System.arraycopy(state, newest, forecast.last(), 0, shape.values());
    local.take(state, newest);
    local.predict(weights, 0, expected);
    local.share(weights, 0, expected);
    local.variance(weights, 0, forecast.variance());
    head.predict(embedding, prediction);
    for (int i = 0; i < expected.length; i++) {
      expected[i] += state[newest + i] + prediction[i];
    }
  }
}
