package io.thalweg.model.snapshot;

import io.thalweg.model.encoder.Encoder;
import io.thalweg.model.item.Lexicon;
import io.thalweg.model.item.Normaliser;
import io.thalweg.model.item.TextItems;
import io.thalweg.model.item.TextLexicon;
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

  /** Gives items their ids, where they are texts. */
  private final Lexicon lexicon;

  /** Whether every event is taken as if nothing had come before. */
  private final boolean separate;

  /** State and embedding before the first item of such an event; empty where there are none. */
  private final float[] startState;

  private final float[] startEmbedding;
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
    boolean embedsWhole = architecture.embedsWhole();
    stepper = embedsWhole ? null : encoder.newStepper(parameters, 0, snapshot.segmentLength());
    encoderStateSize = stepper == null ? 0 : stepper.stateSize();
    whole = embedsWhole ? new SegmentEmbedder(snapshot) : null;
    separate = TextItems.areSeparate(architecture.items());
    lexicon =
        architecture.ofTexts()
            ? TextLexicon.of(architecture.items(), snapshot.lexicon())
            : Lexicon.NONE;
    forecaster = architecture.forecasts() ? Forecaster.of(architecture, parameters) : null;
    frames = FrameForecaster.of(architecture, parameters).orElse(null);
    tokens = architecture.forecastsTokens() ? new TokenForecaster(architecture, parameters) : null;
    itemSize = architecture.itemSize();
    embeddingSize = encoder.embeddingSize();
    space = new SpaceRotation(snapshot);
    raw = new float[embeddingSize];
    mean = new float[embeddingSize];
    input = new float[encoder.inputSize()];
    startState = separate && stepper != null ? startingState() : new float[0];
    startEmbedding = raw.clone();
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

  /**
   * The ids of texts, and the way back.
   *
   * @throws IllegalStateException when the items are no texts
   */
  public TextLexicon texts() {
    if (lexicon instanceof TextLexicon texts) {
      return texts;
    }
    throw new IllegalStateException(
        "version %d has learned from no texts".formatted(snapshot.version()));
  }

  /** Ids whose next is given a distribution; 0 where none is. */
  public int vocabulary() {
    return tokens == null ? 0 : tokens.vocabulary();
  }

  /**
   * The embedding of the item last taken, before it is brought into the snapshot's space: what the
   * next token is expected from.
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
    tokens().logProbabilities(embedding, nats);
  }

  private TokenForecaster tokens() {
    if (tokens == null) {
      throw new IllegalStateException(
          "version %d forecasts no tokens".formatted(snapshot.version()));
    }
    return tokens;
  }

  /**
   * Takes the items of one event, as {@link #step} does, and says of each token what was expected
   * before it came.
   *
   * @param state as in {@link #step}
   * @param last as {@link #last} gave it before; untouched
   * @param items as in {@link #step}
   * @param embedding as in {@link #step}
   * @throws IllegalStateException if this forecasts no tokens
   */
  public TokenSurprises read(float[] state, float[] last, float[] items, float[] embedding) {
    float[] ids = lexicon.ids(items);
    float[] before = new float[ids.length * embeddingSize];
    System.arraycopy(separate ? startEmbedding : last, 0, before, 0, embeddingSize);
    take(state, ids, embedding, before);
    return tokens().surprises(before, ids);
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
   * State before the first item of an event that is by itself, as its segments begin: after as many
   * missing items as they have context, of which a new state has the encoder's behind it. Leaves
   * the embedding of that in {@link #raw}.
   */
  private float[] startingState() {
    float[] state = newState();
    float[] nothing = new float[itemSize];
    Arrays.fill(nothing, Float.NaN);
    Architecture architecture = snapshot.architecture();
    int more = architecture.segmentContext() - architecture.newEncoder().contextLength();
    for (int i = 0; i < more; i++) {
      encode(state, nothing, 0);
    }
    return state;
  }

  /**
   * Makes the state of an entity from its last items, after a change of version.
   *
   * @param items {@code [count, ItemSettings.itemSize]}, oldest first
   */
  public void rebuild(float[] state, float[] items, int count) {
    reset(state);
    if (whole == null && !separate) {
      float[] ids = lexicon.ids(items);
      for (int i = 0; i < count; i++) {
        encode(state, ids, i * itemSize);
      }
    }
  }

  /**
   * Takes the items of one event.
   *
   * @param state {@link #stateSize} floats, updated
   * @param items {@code [at least 1, ItemSettings.itemSize]} with NaN where missing, untouched; of
   *     several the mean is embedded
   * @param embedding written, {@code [embeddingSize]}, in the snapshot's space
   */
  public void step(float[] state, float[] items, float[] embedding) {
    float[] ids = lexicon.ids(items);
    if (whole != null) {
      whole.embed(ids, embedding);
    } else {
      take(state, ids, embedding, null);
    }
  }

  /**
   * The embedding of a text that is one token and nothing else, of an entity of which nothing has
   * been seen.
   *
   * @param embedding written, {@code [embeddingSize]}, in the snapshot's space
   */
  void embedToken(int id, float[] embedding) {
    float[] ids = {id};
    if (whole != null) {
      whole.embed(ids, embedding);
    } else {
      take(newState(), ids, embedding, null);
    }
  }

  /**
   * Makes the state that of an entity of which nothing was seen but, where texts run on, the end of
   * one: the next token is the first of a text.
   *
   * @param state written
   */
  void beginText(float[] state) {
    if (separate) {
      System.arraycopy(startState, 0, state, 0, state.length);
      System.arraycopy(startEmbedding, 0, raw, 0, raw.length);
    } else {
      reset(state);
      step(state, texts().texts().items("", true), mean.clone());
    }
  }

  /**
   * Takes one token by its id, as what follows the items taken last.
   *
   * @param state of the entity whose item was last taken, updated
   */
  void stepId(float[] state, int id) {
    encode(state, new float[] {id}, 0);
  }

  /**
   * Encodes item by item.
   *
   * @param before written from the second item on, {@code [items, embeddingSize]}: the embedding
   *     before each; null: not wanted
   */
  private void take(float[] state, float[] items, float[] embedding, float @Nullable [] before) {
    if (separate) {
      System.arraycopy(startState, 0, state, 0, state.length);
    }
    int count = items.length / itemSize;
    Arrays.fill(mean, 0f);
    for (int i = 0; i < count; i++) {
      if (before != null && i > 0) {
        System.arraycopy(raw, 0, before, i * embeddingSize, embeddingSize);
      }
      encode(state, items, i * itemSize);
      for (int c = 0; c < mean.length && count > 1; c++) {
        mean[c] += raw[c] / count;
      }
    }
    space.apply(count > 1 ? mean : raw, embedding);
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
