package io.thalweg.model.serve;

import io.thalweg.model.detect.Explanation;
import io.thalweg.model.detect.Surprise;
import io.thalweg.model.detect.TailProbability;
import io.thalweg.model.item.EntityItems;
import io.thalweg.model.item.FieldMap;
import io.thalweg.model.item.PictureEntityItems;
import io.thalweg.model.item.SensorEntityItems;
import io.thalweg.model.item.TextEntityItems;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.Optional;

/**
 * What is expected of an entity's next event, part by part, and how far from it the event is that
 * came: the part of serving that differs by modality. The parts of a reading are its fields, those
 * of a frame its patches.
 *
 * <p>Use, event by event: {@link #surprise} and {@link #learn} when it has arrived, then {@link
 * #take} and {@link #forecast} what follows. Not thread-safe.
 */
interface Expectation {

  /** What is expected of events that become such items. */
  static Expectation of(EntityItems items) {
    if (items instanceof SensorEntityItems sensor) {
      return new ReadingExpectation(sensor);
    }
    if (items instanceof PictureEntityItems pictures) {
      return pictures.inPatches() ? new NoExpectation() : new FrameExpectation(pictures);
    }
    if (items instanceof TextEntityItems text) {
      return new TextExpectation(text);
    }
    throw new IllegalArgumentException("nothing can be expected of " + items.getClass());
  }

  /** Makes this what is expected to follow the items that the encoder took last. */
  void forecast(Scorer scorer, float[] encoderState);

  /**
   * How improbable the event is that arrived, over all its parts.
   *
   * @param encoderState before the event, untouched
   * @return empty where no part can be compared
   */
  Optional<Surprise> surprise(Scorer scorer, float[] encoderState);

  /**
   * Lets the encoder take the event that arrived.
   *
   * @param encoderState updated
   * @param items of the event
   * @param embedding written
   */
  default void take(Scorer scorer, float[] encoderState, float[] items, float[] embedding) {
    scorer.model().step(encoderState, items, embedding);
  }

  /**
   * Learns how far off such an event was, after {@link #surprise}; nothing, where the model says.
   */
  default void learn() {}

  /** The event that arrived beside its forecast. */
  void compare(OneStep comparison);

  /** Explains the event last compared. */
  Explanation explain(int mostParts, TailProbability probability);

  /** Makes this, of which nothing has been seen, that of the same entity with other fields. */
  void adopt(Expectation older, FieldMap fields);

  /** Appends what {@link #replay} needs of the event learned last. */
  default void writeInput(StateWriter out) {}

  /** Learns once more what was learned of an event. */
  default void replay(StateReader in) {}

  /** Appends the whole state. */
  void writeTo(StateWriter out);

  /** Replaces the whole state. */
  void readFrom(StateReader in);
}
