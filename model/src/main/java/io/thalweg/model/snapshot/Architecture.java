package io.thalweg.model.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thalweg.model.encoder.Encoder;
import io.thalweg.model.encoder.Encoders;
import io.thalweg.model.encoder.Head;
import io.thalweg.model.item.ItemSettings;
import io.thalweg.model.item.PictureItems;
import io.thalweg.model.item.TextItems;
import io.thalweg.model.layer.LocalShape;
import io.thalweg.model.objective.Objective;
import io.thalweg.model.objective.Objectives;
import io.thalweg.model.objective.PairObjective;
import io.thalweg.model.objective.PairObjectives;
import io.thalweg.model.pretext.PairTask;
import io.thalweg.model.pretext.PredictionTask;
import io.thalweg.model.pretext.PretextTask;
import io.thalweg.model.pretext.PretextTasks;
import io.thalweg.model.spec.Spec;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * What a learner is made of, and where each part's weights lie in the one flat vector: encoder,
 * then head, then the objective's own, then those fitted in closed form. Written as JSON into every
 * manifest, from which serving builds the same network.
 *
 * @param itemSize floats of one item
 * @param items what an item is: made of named numbers, or a picture
 * @param encoder items to embeddings
 * @param task what is predicted
 * @param objective what a prediction costs, or, for a task of pairs, the pairs of a batch
 */
public record Architecture(int itemSize, Spec items, Spec encoder, Spec task, Spec objective) {
  private static final String WIDTH = "width";

  /** Objectives that score vectors, whose width is an option. */
  private static final Set<String> OF_VECTORS = Set.of("negative-sampling", "sampled-softmax");

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

  /** Checks that every part is named: JSON from a topic may leave one out. */
  public Architecture {
    items = items == null ? ItemSettings.READINGS : items; // as before there were others
    Objects.requireNonNull(encoder, "encoder");
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(objective, "objective");
  }

  /** One whose items are made of named numbers. */
  public Architecture(int itemSize, Spec encoder, Spec task, Spec objective) {
    this(itemSize, ItemSettings.READINGS, encoder, task, objective);
  }

  /** The default sensor architecture for items of a size. */
  public static Architecture sensor(int itemSize) {
    return new Architecture(
        itemSize, Spec.of("causal-conv"), Spec.of("next-item"), Spec.of("student-t"));
  }

  /**
   * The same, with vectors as wide as the embeddings where the objective scores vectors and says
   * nothing of their width.
   */
  public Architecture withWidth() {
    if (!OF_VECTORS.contains(objective.type()) || objective.options().containsKey(WIDTH)) {
      return this;
    }
    Map<String, Object> options = new TreeMap<>(objective.options());
    options.put(WIDTH, newEncoder().embeddingSize());
    return new Architecture(itemSize, items, encoder, task, new Spec(objective.type(), options));
  }

  /** The same for items that so many fields make. */
  public Architecture withFields(int fields) {
    return new Architecture(itemSizeOf(fields), items, encoder, task, objective);
  }

  /** Floats of an item that so many fields make. */
  private int itemSizeOf(int fields) {
    if (ofTexts()) {
      return 1; // an id
    }
    return pictures().map(PictureItems::itemSize).orElseGet(() -> newTask().itemSize(fields));
  }

  /** The pictures that are its items; empty where these are made of named numbers. */
  public Optional<PictureItems> pictures() {
    return PictureItems.of(items);
  }

  /** Whether its items are tokens of texts. */
  public boolean ofTexts() {
    return TextItems.are(items);
  }

  /**
   * Whether every event is embedded by itself and as a whole, without regard to what came before: a
   * picture in patches, or a text that is not to run on, by an encoder that looks both ways.
   */
  public boolean embedsWhole() {
    return itemsPerEvent() > 1 || TextItems.areSeparate(items) && !newEncoder().causal();
  }

  /** Items one event becomes. */
  public int itemsPerEvent() {
    return pictures().map(PictureItems::itemsPerEvent).orElse(1);
  }

  /** Builds the encoder. */
  public Encoder newEncoder() {
    return Encoders.create(newTask().inputSize(itemSize), encoder);
  }

  /** Builds the pretext task. */
  public PretextTask newTask() {
    return PretextTasks.create(task);
  }

  /**
   * Whether positions are predicted by a head and an {@link Objective}; else embeddings are paired.
   */
  public boolean predicts() {
    return newTask() instanceof PredictionTask;
  }

  /** Whether what comes next is given a distribution: what surprises and alerts are made of. */
  public boolean forecasts() {
    return Forecaster.suits(this);
  }

  /** Whether events get surprises and alerts: where readings, frames or tokens are forecast. */
  public boolean watches() {
    return forecasts() || forecastsFrames() || forecastsTokens();
  }

  /** Whether the next token is given a distribution: what surprises of texts are made of. */
  public boolean forecastsTokens() {
    return ofTexts() && TokenForecaster.suits(this);
  }

  /** Whether frames are expected, value by value: what their surprises are made of. */
  public boolean forecastsFrames() {
    return FrameForecaster.shapeOf(this).isPresent();
  }

  /**
   * Builds the pretext task of an architecture that {@link #predicts}.
   *
   * @throws IllegalStateException when it does not
   */
  public PredictionTask predictionTask() {
    if (newTask() instanceof PredictionTask prediction) {
      return prediction;
    }
    throw new IllegalStateException("task '%s' predicts nothing".formatted(task.type()));
  }

  /**
   * Builds the pretext task of an architecture that does not {@link #predicts predict}.
   *
   * @throws IllegalStateException when it does
   */
  public PairTask pairTask() {
    if (newTask() instanceof PairTask pairs) {
      return pairs;
    }
    throw new IllegalStateException("task '%s' makes no pairs".formatted(task.type()));
  }

  /**
   * Builds the objective of an architecture that {@link #predicts}.
   *
   * @throws IllegalStateException when it does not
   */
  public Objective newObjective() {
    return Objectives.create(predictionTask().targetSize(itemSize), objective);
  }

  /** Builds the head of an architecture that {@link #predicts}. */
  public Head newHead() {
    return newEncoder().head(newObjective().predictionSize());
  }

  /** Builds the objective of an architecture that does not {@link #predicts predict}. */
  public PairObjective newPairObjective() {
    return PairObjectives.create(objective);
  }

  /** Left context segments must carry. */
  public int segmentContext() {
    return newTask().segmentContext(newEncoder().contextLength());
  }

  /**
   * Past items from which serving makes the state of an entity: what the encoder looks back on, or,
   * where it is not causal, a segment; at least 1.
   */
  public int servingContext(int segmentLength) {
    if (embedsWhole() || TextItems.areSeparate(items)) {
      return 1;
    }
    return Math.max(newEncoder().causal() ? 1 : segmentLength, segmentContext());
  }

  /**
   * Checks that items have the size that so many fields give them.
   *
   * @throws IllegalArgumentException that names both
   */
  public void checkItems(int fields) {
    int size = itemSizeOf(fields);
    if (itemSize != size) {
      throw new IllegalArgumentException(
          "architecture takes items of %d, %d fields make items of %d for task '%s'"
              .formatted(itemSize, fields, size, task.type()));
    }
  }

  /**
   * Builds every part once, to see that they fit together.
   *
   * @param length items of a segment
   * @throws IllegalArgumentException with one sentence that names what does not fit
   */
  public void check(int length) {
    PartsCheck.of(this, length);
  }

  /** Where the head's weights begin. */
  public int headOffset() {
    return newEncoder().parameterCount();
  }

  /** Where the objective's own parameters begin. */
  public int objectiveOffset() {
    Encoder network = newEncoder();
    return network.parameterCount()
        + (newTask() instanceof PairTask pairs
            ? pairs.headSize(network)
            : newHead().parameterCount());
  }

  /**
   * Where the weights fitted in closed form begin: of an autoregression {@code [order * targets +
   * 1, targets]}, followed by its share in each target, {@code [targets]}; of a local regression
   * what its {@link #localShape} says.
   */
  public int closedFormOffset() {
    return objectiveOffset() + (predicts() ? newObjective().parameterCount() : 0);
  }

  /** Past items the autoregression uses; 0 for none. */
  public int autoregressionOrder() {
    return predicts() ? predictionTask().autoregressionOrder(itemSize) : 0;
  }

  /** Sizes of the local regression, if the task has one. */
  public Optional<LocalShape> localShape() {
    return predicts() ? predictionTask().localShape() : Optional.empty();
  }

  /** Floats in the flat vector. */
  public int parameterCount() {
    int order = autoregressionOrder();
    if (order == 0) {
      return closedFormOffset() + localShape().map(LocalShape::parameterCount).orElse(0);
    }
    int targets = newObjective().targetSize();
    return closedFormOffset() + (order * targets + 2) * targets;
  }

  /**
   * Starting weights. The head of a prediction starts at zero, an autoregression at "as the last
   * item" and a local regression at "as the last frame", so that the first prediction is the task's
   * baseline and learning can only improve on it.
   */
  public float[] initialise(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] parameters = new float[parameterCount()];
    Encoder network = newEncoder();
    network.initialise(parameters, 0, random);
    if (newTask() instanceof PairTask pairs) {
      pairs.initialiseHead(network, parameters, headOffset(), random);
      return parameters;
    }
    Objective loss = newObjective();
    newHead().initialise(parameters, headOffset(), random);
    loss.initialise(parameters, objectiveOffset(), random);
    if (autoregressionOrder() > 0) {
      int targets = loss.targetSize();
      for (int f = 0; f < targets; f++) {
        parameters[closedFormOffset() + f * targets + f] = 1f;
      }
    }
    return parameters;
  }

  /** One line of JSON. */
  public String toJson() {
    try {
      ObjectNode json = JSON.valueToTree(this);
      if (items.equals(ItemSettings.READINGS)) {
        json.remove("items"); // what older readers expect, and do not know by name
      }
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("architecture cannot be written: " + this, e);
    }
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException with one sentence when it is not an architecture
   */
  public static Architecture fromJson(String json) {
    try {
      Architecture architecture = JSON.readValue(json, Architecture.class);
      if (architecture == null) {
        throw new IllegalArgumentException("not an architecture: null");
      }
      return architecture;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not an architecture: " + e.getOriginalMessage(), e);
    }
  }
}
