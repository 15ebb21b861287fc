package io.thalweg.model.snapshot;

import io.thalweg.model.encoder.Encoder;
import io.thalweg.model.item.Normaliser;
import io.thalweg.model.layer.Dense;
import io.thalweg.model.layer.Matrix;
import io.thalweg.model.objective.Likelihood;
import io.thalweg.model.objective.Objective;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot ready to serve: one cheap step per event gives the embedding of all that an entity has
 * sent, and the distribution of what it will send next.
 *
 * <p>Holds a copy of the weights in native memory. Time per step at the default sizes: a few
 * microseconds. One instance per thread.
 */
public final class ServingModel {
  private final Snapshot snapshot;
  private final Encoder.Stepper stepper;
  private final @Nullable Likelihood likelihood;
  private final int objectiveOffset;
  private final int embeddingSize;
  private final int predictionSize;

  private final Matrix rotation;
  private final Matrix headWeights;
  private final float[] headBias;
  private final Matrix nativeEmbedding;
  private final Matrix nativePrediction;
  private final Matrix nativeAligned;
  private final int order;
  private final int fields;
  private final Matrix autoregression;
  private final Matrix nativeLags;
  private final Matrix nativeLevel;
  private final float[] lags;
  private final float[] shares;
  private final float[] raw;
  private final float[] input;
  private final float[] prediction;
  private final float[] location;
  private final float[] scale;
  private final float[] level;

  /** Copies the weights into serving form. */
  public ServingModel(Snapshot snapshot) {
    this.snapshot = snapshot;
    Architecture architecture = snapshot.architecture();
    Encoder encoder = architecture.newEncoder();
    Objective objective = architecture.newObjective();
    likelihood = objective instanceof Likelihood distribution ? distribution : null;
    objectiveOffset = architecture.objectiveOffset();
    embeddingSize = encoder.embeddingSize();
    predictionSize = objective.predictionSize();
    float[] parameters = snapshot.parameters();
    stepper = encoder.newStepper(parameters, 0);
    int head = architecture.headOffset();
    headWeights = new Matrix((long) embeddingSize * predictionSize);
    headWeights.put(parameters, head, embeddingSize * predictionSize);
    int bias = head + embeddingSize * predictionSize;
    headBias =
        java.util.Arrays.copyOfRange(
            parameters, bias, head + Dense.parameterCount(embeddingSize, predictionSize));
    rotation = new Matrix(snapshot.rotation().length);
    rotation.put(snapshot.rotation(), 0, snapshot.rotation().length);
    nativeEmbedding = new Matrix(embeddingSize);
    nativePrediction = new Matrix(predictionSize);
    nativeAligned = new Matrix(embeddingSize);
    order = architecture.autoregressionOrder();
    fields = objective.targetSize();
    int width = order * fields + 1;
    autoregression = new Matrix((long) width * fields);
    shares = new float[fields];
    if (order > 0) {
      int weights = architecture.autoregressionOffset();
      autoregression.put(parameters, weights, width * fields);
      System.arraycopy(parameters, weights + width * fields, shares, 0, fields);
    }
    nativeLags = new Matrix(width);
    nativeLevel = new Matrix(fields);
    lags = new float[width];
    lags[width - 1] = 1f;
    raw = new float[embeddingSize];
    input = new float[architecture.itemSize()];
    prediction = new float[predictionSize];
    location = new float[fields];
    scale = new float[fields];
    level = new float[fields];
  }

  /** The snapshot served. */
  public Snapshot snapshot() {
    return snapshot;
  }

  /** Floats of one embedding. */
  public int embeddingSize() {
    return embeddingSize;
  }

  /** Values predicted per event. */
  public int targetSize() {
    return fields;
  }

  /** Degrees of freedom of the predicted distribution's tails, per value. */
  public double tail(int index) {
    return likelihood().tail(snapshot.parameters(), objectiveOffset, index);
  }

  private Likelihood likelihood() {
    if (likelihood == null) {
      throw new IllegalStateException(
          "objective '%s' gives no distribution: version %d embeds, but does not predict"
              .formatted(snapshot.architecture().objective().type(), snapshot.version()));
    }
    return likelihood;
  }

  /** State of an entity of which nothing has been seen. */
  public float[] newState() {
    float[] state = new float[stateSize()];
    reset(state);
    return state;
  }

  /** Floats of an entity's state: the encoder's, then the autoregression's lags. */
  public int stateSize() {
    return stepper.stateSize() + order * fields;
  }

  /** Past items from which {@link #rebuild} makes a state. */
  public int contextLength() {
    return snapshot.architecture().segmentContext();
  }

  private void reset(float[] state) {
    stepper.reset(state);
    // Nothing of the entity served before: equal states must be written as equal bytes.
    java.util.Arrays.fill(raw, 0f);
    java.util.Arrays.fill(state, stepper.stateSize(), state.length, 0f);
  }

  /**
   * Makes the state of an entity from its last items, after a change of version.
   *
   * @param items {@code [count, itemSize]}, oldest first
   */
  public void rebuild(float[] state, float[] items, int count) {
    reset(state);
    for (int i = 0; i < count; i++) {
      encode(state, items, i * input.length);
    }
  }

  /**
   * Takes one item.
   *
   * @param state {@link #stateSize} floats, updated
   * @param item {@code [itemSize]} with NaN where missing, untouched
   * @param embedding written, {@code [embeddingSize]}, in the snapshot's space
   */
  public void step(float[] state, float[] item, float[] embedding) {
    encode(state, item, 0);
    nativeEmbedding.put(raw, 0, embeddingSize);
    Matrix.multiplyRow(nativeEmbedding, rotation, 0, nativeAligned, embeddingSize, embeddingSize);
    nativeAligned.get(embedding, 0, embeddingSize);
  }

  /**
   * What is expected to follow the item last taken (by {@link #step} or {@link #rebuild}), in the
   * units of the entity's own fields.
   *
   * @param state of the entity whose item was last taken
   * @param normaliser of that entity, after that item
   * @param forecast written
   */
  public void predict(float[] state, Normaliser normaliser, Forecast forecast) {
    nativeEmbedding.put(raw, 0, embeddingSize);
    Matrix.multiplyRow(
        nativeEmbedding, headWeights, 0, nativePrediction, predictionSize, embeddingSize);
    nativePrediction.get(prediction, 0, predictionSize);
    for (int i = 0; i < predictionSize; i++) {
      prediction[i] += headBias[i];
    }
    likelihood().distribution(snapshot.parameters(), objectiveOffset, prediction, location, scale);
    if (order > 0) {
      System.arraycopy(state, stepper.stateSize(), lags, 0, order * fields);
      nativeLags.put(lags, 0, lags.length);
      Matrix.multiplyRow(nativeLags, autoregression, 0, nativeLevel, fields, lags.length);
      nativeLevel.get(level, 0, fields);
    }
    for (int f = 0; f < fields; f++) {
      forecastField(f, state, normaliser, forecast);
    }
  }

  private void forecastField(int f, float[] state, Normaliser normaliser, Forecast forecast) {
    double unit = normaliser.changeScale(f);
    double last = normaliser.trusted(f) ? normaliser.last(f) : Double.NaN;
    double correction = location[f] * unit;
    double linear = 0;
    double share = 0;
    if (order > 0) {
      linear = (level[f] - state[stepper.stateSize() + f]) * normaliser.scale(f);
      share = shares[f];
    }
    forecast.expected()[f] = last + share * linear + correction;
    forecast.mean()[f] = order > 0 ? last + linear : last + correction;
    forecast.scale()[f] = scale[f] * unit;
  }

  private void encode(float[] state, float[] items, int at) {
    for (int i = 0; i < input.length; i++) {
      float value = items[at + i];
      float clamped = Math.max(-Normaliser.CLAMP, Math.min(Normaliser.CLAMP, value));
      input[i] = Float.isNaN(value) ? 0f : clamped;
    }
    stepper.step(state, input, raw);
    if (order > 0) {
      int newest = stepper.stateSize();
      System.arraycopy(state, newest, state, newest + fields, (order - 1) * fields);
      for (int f = 0; f < fields; f++) {
        float level0 = items[at + f];
        state[newest + f] = Float.isNaN(level0) ? 0f : level0;
      }
    }
  }
}
