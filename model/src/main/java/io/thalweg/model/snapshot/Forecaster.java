package io.thalweg.model.snapshot;

import io.thalweg.model.encoder.Head;
import io.thalweg.model.item.Normaliser;
import io.thalweg.model.layer.Matrix;
import io.thalweg.model.objective.Likelihood;
import io.thalweg.model.objective.Objective;

/**
 * From an embedding to the distribution of the next reading: the head, the objective's distribution
 * and the autoregression, whose lags are a slice of the entity's state. Weights are copied. Not
 * thread-safe.
 */
final class Forecaster {
  private final float[] parameters;
  private final Likelihood likelihood;
  private final int objectiveOffset;
  private final int order;
  private final int fields;

  private final Head.Stepper head;
  private final Matrix autoregression;
  private final Matrix nativeLags;
  private final Matrix nativeLevel;
  private final float[] lags;
  private final float[] shares;
  private final float[] prediction;
  private final float[] location;
  private final float[] scale;
  private final float[] level;

  private Forecaster(Architecture architecture, Likelihood likelihood, float[] parameters) {
    this.parameters = parameters;
    this.likelihood = likelihood;
    objectiveOffset = architecture.objectiveOffset();
    head = architecture.newHead().newStepper(parameters, architecture.headOffset());
    order = architecture.autoregressionOrder();
    fields = likelihood.targetSize();
    int width = order * fields + 1;
    autoregression = new Matrix((long) width * fields);
    shares = new float[fields];
    if (order > 0) {
      int weights = architecture.closedFormOffset();
      autoregression.put(parameters, weights, width * fields);
      System.arraycopy(parameters, weights + width * fields, shares, 0, fields);
    }
    nativeLags = new Matrix(width);
    nativeLevel = new Matrix(fields);
    lags = new float[width];
    lags[width - 1] = 1f;
    prediction = new float[likelihood.predictionSize()];
    location = new float[fields];
    scale = new float[fields];
    level = new float[fields];
  }

  /** Whether an architecture gives what is to come a distribution. */
  static boolean suits(Architecture architecture) {
    return architecture.predicts()
        && architecture.predictionTask().forecastsReadings()
        && architecture.newObjective() instanceof Likelihood;
  }

  /** The forecaster of an architecture that it suits. */
  static Forecaster of(Architecture architecture, float[] parameters) {
    Objective objective = architecture.newObjective();
    if (!suits(architecture) || !(objective instanceof Likelihood likelihood)) {
      throw new IllegalStateException("nothing is forecast by " + architecture);
    }
    return new Forecaster(architecture, likelihood, parameters);
  }

  /** Values forecast. */
  int fields() {
    return fields;
  }

  /** Floats of an entity's state: the last levels, newest first. */
  int stateSize() {
    return order * fields;
  }

  double tail(int index) {
    return likelihood.tail(parameters, objectiveOffset, index);
  }

  /** Takes an item's levels into the state that begins at {@code newest}. */
  void take(float[] state, int newest, float[] items, int at) {
    if (order > 0) {
      System.arraycopy(state, newest, state, newest + fields, (order - 1) * fields);
      for (int f = 0; f < fields; f++) {
        float level0 = items[at + f];
        state[newest + f] = Float.isNaN(level0) ? 0f : level0;
      }
    }
  }

  /**
   * Forecasts in the units of the entity's own fields.
   *
   * @param embedding before any rotation, {@code [embeddingSize]}
   * @param newest where the lags begin in the state
   */
  void predict(
      float[] embedding, float[] state, int newest, Normaliser normaliser, Forecast forecast) {
    head.predict(embedding, prediction);
    likelihood.distribution(parameters, objectiveOffset, prediction, location, scale);
    if (order > 0) {
      System.arraycopy(state, newest, lags, 0, order * fields);
      nativeLags.put(lags, 0, lags.length);
      Matrix.multiplyRow(nativeLags, autoregression, 0, nativeLevel, fields, lags.length);
      nativeLevel.get(level, 0, fields);
    }
    for (int f = 0; f < fields; f++) {
      forecastField(f, state, newest, normaliser, forecast);
    }
  }

  private void forecastField(
      int f, float[] state, int newest, Normaliser normaliser, Forecast forecast) {
    double unit = normaliser.changeScale(f);
    double last = normaliser.trusted(f) ? normaliser.last(f) : Double.NaN;
    double correction = location[f] * unit;
    double linear = 0;
    double share = 0;
    if (order > 0) {
      linear = (level[f] - state[newest + f]) * normaliser.scale(f);
      share = shares[f];
    }
    forecast.expected()[f] = last + share * linear + correction;
    forecast.mean()[f] = order > 0 ? last + linear : last + correction;
    forecast.scale()[f] = scale[f] * unit;
  }
}
