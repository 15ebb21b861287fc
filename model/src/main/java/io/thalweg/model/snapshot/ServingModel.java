package io.thalweg.model.snapshot;

import io.thalweg.model.encoder.Encoder;
import io.thalweg.model.item.Normaliser;
import io.thalweg.model.pretext.PretextTask;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot ready to serve: one cheap step per event gives the embedding of all that an entity has
 * sent, and, if that is what the snapshot has learned, the distribution of what it will send next.
 *
 * <p>Holds a copy of the weights in native memory. Time per step at the default sizes: a few
 * microseconds. An encoder that is not causal takes the last items of a segment's length, and
 * encodes them all at each step. An event that is several items (a picture in patches) is embedded
 * by itself, by the mean over them, and leaves no state. One instance per thread.
 */
public final class ServingModel {
  private final Snapshot snapshot;
  private final PretextTask task;

  /** Takes item by item; null where an event is several items, which are embedded together. */
  private final Encoder.@Nullable Stepper stepper;

  private final int encoderStateSize;

  /** Embeds an event that is several items; null where one is one. */
  private final @Nullable SegmentEmbedder whole;

  /** Not there when nothing ahead is predicted, or without a distribution. */
  private final @Nullable Forecaster forecaster;

  /** Not there unless the next frame is predicted, pixel by pixel. */
  private final @Nullable FrameForecaster frames;

  /** Not there unless the next token is given a distribution. */
  private final @Nullable TokenForecaster tokens;

  private final int itemSize;
  private final int embeddingSize;
  private final SpaceRotation space;
  private final float[] raw;
  private final float[] mean;
  private final float[] input;

  /** Copies the weights into serving form. */
  public ServingModel(Snapshot snapshot) {
    this.snapshot = snapshot;
    Architecture architecture = snapshot.architecture();
    Encoder encoder = architecture.newEncoder();
    task = architecture.newTask();
    float[] parameters = snapshot.parameters();
    boolean single = architecture.itemsPerEvent() == 1;
    stepper = single ? encoder.newStepper(parameters, 0, snapshot.segmentLength()) : null;
    encoderStateSize = stepper == null ? 0 : stepper.stateSize();
    whole = single ? null : new SegmentEmbedder(snapshot);
    forecaster = architecture.forecasts() ? Forecaster.of(architecture, parameters) : null;
    frames = FrameForecaster.of(architecture, parameters).orElse(null);
    tokens = architecture.forecastsTokens() ? new TokenForecaster(architecture, parameters) : null;
    itemSize = architecture.itemSize();
    embeddingSize = encoder.embeddingSize();
    space = new SpaceRotation(snapshot);
    raw = new float[embeddingSize];
    mean = new float[embeddingSize];
    input = new float[encoder.inputSize()];
  }

  /** The snapshot served. */
  public Snapshot snapshot() {
    return snapshot;
  }

  /** Floats of one embedding. */
  public int embeddingSize() {
    return embeddingSize;
  }

  /**
   * Whether it can {@link #predict} what comes next. A snapshot of a task that predicts something
   * else (masked items, pairs), or with an objective that gives no distribution, embeds only.
   */
  public boolean forecasts() {
    return forecaster != null;
  }

  /** Values predicted per event; 0 when nothing is. */
  public int targetSize() {
    return forecaster == null ? 0 : forecaster.fields();
  }

  /** Degrees of freedom of the predicted distribution's tails, per value. */
  public double tail(int index) {
    return forecaster().tail(index);
  }

  private Forecaster forecaster() {
    if (forecaster == null) {
      throw new IllegalStateException(
          "version %d embeds, but does not predict what comes next: task '%s', objective '%s'"
              .formatted(
                  snapshot.version(),
                  snapshot.architecture().task().type(),
                  snapshot.architecture().objective().type()));
    }
    return forecaster;
  }

  /** Whether it can {@link #predictFrame} what comes next. */
  public boolean forecastsFrames() {
    return frames != null;
  }

  /** Ids whose next is given a distribution; 0 where none is. */
  public int vocabulary() {
    return tokens == null ? 0 : tokens.vocabulary();
  }

  /**
   * The embedding of the item last taken, before it is brought into the snapshot's space: what
   * {@link #nextToken} goes on from.
   *
   * @param embedding written, {@code [embeddingSize]}
   */
  public void last(float[] embedding) {
    System.arraycopy(raw, 0, embedding, 0, raw.length);
  }

  /**
   * Log probability of every id to be the next token.
   *
   * @param embedding as {@link #last} gave it
   * @param nats written, {@code [vocabulary]}, at most 0
   * @throws IllegalStateException if this forecasts no tokens
   */
  public void nextToken(float[] embedding, double[] nats) {
    if (tokens == null) {
      throw new IllegalStateException(
          "version %d forecasts no tokens".formatted(snapshot.version()));
    }
    tokens.logProbabilities(embedding, nats);
  }

  /** State of an entity of which nothing has been seen. */
  public float[] newState() {
    float[] state = new float[stateSize()];
    reset(state);
    return state;
  }

  /** Floats of an entity's state: the encoder's, then what forecasts need. */
  public int stateSize() {
    return encoderStateSize
        + (forecaster == null ? 0 : forecaster.stateSize())
        + (frames == null ? 0 : frames.stateSize());
  }

  /** Past items from which {@link #rebuild} makes a state. */
  public int contextLength() {
    return snapshot.architecture().servingContext(snapshot.segmentLength());
  }

  private void reset(float[] state) {
    if (stepper != null) {
      stepper.reset(state);
    }
    // Nothing of the entity served before: equal states must be written as equal bytes.
    Arrays.fill(raw, 0f);
    Arrays.fill(state, encoderStateSize, state.length, 0f);
    if (frames != null) {
      frames.reset(state, encoderStateSize);
    }
  }

  /**
   * Makes the state of an entity from its last items, after a change of version.
   *
   * @param items {@code [count, itemSize]}, oldest first
   */
  public void rebuild(float[] state, float[] items, int count) {
    reset(state);
    for (int i = 0; i < count && whole == null; i++) {
      encode(state, items, i * itemSize);
    }
  }

  /**
   * Takes the items of one event.
   *
   * @param state {@link #stateSize} floats, updated
   * @param items {@code [at least 1, itemSize]} with NaN where missing, untouched; of several the
   *     mean is embedded
   * @param embedding written, {@code [embeddingSize]}, in the snapshot's space
   */
  public void step(float[] state, float[] items, float[] embedding) {
    if (whole != null) {
      whole.embed(items, embedding);
      return;
    }
    int count = items.length / itemSize;
    if (count == 1) {
      encode(state, items, 0);
      space.apply(raw, embedding);
      return;
    }
    Arrays.fill(mean, 0f);
    for (int i = 0; i < count; i++) {
      encode(state, items, i * itemSize);
      for (int c = 0; c < mean.length; c++) {
        mean[c] += raw[c] / count;
      }
    }
    space.apply(mean, embedding);
  }

  /**
   * What is expected to follow the item last taken (by {@link #step} or {@link #rebuild}), in the
   * units of the entity's own fields.
   *
   * @param state of the entity whose item was last taken
   * @param normaliser of that entity, after that item
   * @param forecast written
   * @throws IllegalStateException if this does not {@link #forecasts forecast}
   */
  public void predict(float[] state, Normaliser normaliser, Forecast forecast) {
    forecaster().predict(raw, state, encoderStateSize, normaliser, forecast);
  }

  /**
   * What frame is expected to follow the item last taken (by {@link #step} or {@link #rebuild}).
   *
   * @param state of the entity whose item was last taken
   * @param forecast written
   * @throws IllegalStateException if this does not {@link #forecastsFrames forecast frames}
   */
  public void predictFrame(float[] state, FrameForecast forecast) {
    if (frames == null) {
      throw new IllegalStateException(
          "version %d does not predict frames: task '%s', objective '%s'"
              .formatted(
                  snapshot.version(),
                  snapshot.architecture().task().type(),
                  snapshot.architecture().objective().type()));
    }
    frames.predict(raw, state, encoderStateSize, forecast);
  }

  private void encode(float[] state, float[] items, int at) {
    task.show(items, at, input);
    Objects.requireNonNull(stepper).step(state, input, raw);
    if (forecaster != null) {
      forecaster.take(state, encoderStateSize, items, at);
    }
    if (frames != null) {
      frames.take(state, encoderStateSize, items, at);
    }
  }
}
