package io.thalweg.model.pretext;

import io.thalweg.model.item.Normaliser;
import io.thalweg.model.item.PresentValues;
import io.thalweg.model.spec.Spec;
import java.util.OptionalInt;

/**
 * What is to be learned from segments alone: a {@link PredictionTask} asks for something that was
 * in them, at every position where it can; a {@link PairTask} asks which of many embeddings belong
 * together.
 *
 * <p>A task is an immutable description; randomness comes in from outside, so that the same step
 * masks the same items. Thread-safe.
 */
public sealed interface PretextTask permits PredictionTask, PairTask {

  /**
   * Whether targets lie ahead of the items they are predicted from: then the encoder must be
   * causal, or it would see them.
   */
  boolean predictsAhead();

  /**
   * Whether what is asked at one position is shown at those around it: then the encoder must be
   * context-free, or it would see it.
   */
  default boolean contextFree() {
    return false;
  }

  /** The objective of a pipeline that names none. */
  Spec usualObjective();

  /**
   * Ids an item may hold where it is one token id, from 0 on; empty where items are values. An
   * encoder of such items needs room for {@value TokenIds#RESERVED} more ({@link TokenIds}).
   */
  default OptionalInt vocabulary() {
    return OptionalInt.empty();
  }

  /**
   * Share of all tokens above which one's occurrences are thinned before the task sees them, as in
   * word2vec: a token that is a share {@code f} of all is kept with probability {@code min(1,
   * sqrt(sample / f) + sample / f)}. 0 where all are to be seen. The counting and the thinning are
   * up to the learner, since a task remembers nothing.
   */
  default double sample() {
    return 0;
  }

  /**
   * Left context a segment must carry for an encoder that takes {@code encoderContext} items: one
   * more where its first item is to be predicted from those before it.
   */
  default int segmentContext(int encoderContext) {
    return predictsAhead() ? encoderContext + 1 : encoderContext;
  }

  /**
   * Positions per segment of {@code length} items at which something is predicted or embedded: all
   * of them.
   */
  default int positions(int length) {
    return length;
  }

  /** Floats of an item that describes {@code fields} fields: levels, then changes. */
  default int itemSize(int fields) {
    return 2 * fields;
  }

  /**
   * Floats the encoder takes of one item, blocks of one value per field if the item is: more than
   * the item's own where it is told what is hidden.
   */
  default int inputSize(int itemSize) {
    return itemSize;
  }

  /**
   * Makes an item what the encoder takes when nothing is hidden: how serving shows it. Sensor items
   * are clamped to +-8 scales, and zero where a value is missing.
   *
   * @param items an item from {@code at} on, NaN where missing; untouched
   * @param input written, {@code [inputSize]}
   */
  default void show(float[] items, int at, float[] input) {
    System.arraycopy(items, at, input, 0, input.length);
    PresentValues.fill(input, input.length, Normaliser.CLAMP);
  }
}
