package io.thalweg.model.item;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;

/**
 * What turns items as events give them into what a network takes: of texts, tokens into ids.
 *
 * <p>Ids of words that come without end are learned over all entities of all partitions, so they
 * are the learner's: segments come to it with tokens as they are spelled, and a version takes the
 * ids it was learned with along. Other items are taken as they are. Not thread-safe.
 */
public interface Lexicon {

  /**
   * The items a network takes.
   *
   * @param items {@code [n, ItemSettings.itemSize]}, untouched
   * @return {@code [n, ItemSettings.inputSize]}, NaN where missing; possibly {@code items}
   */
  default float[] ids(float[] items) {
    return items;
  }

  /**
   * Counts what a segment brings.
   *
   * @param items {@code [n, ItemSettings.itemSize]}, untouched
   * @param first item that no segment before has brought
   */
  default void observe(float[] items, int first) {}

  /** Share of an id in what was counted, in [0, 1]; 0 where nothing is counted. */
  default double share(int id) {
    return 0;
  }

  /** Appends the whole state. */
  void writeTo(StateWriter out);

  /**
   * Replaces the whole state by one written under the same settings.
   *
   * @throws IllegalStateException when it does not fit them
   */
  void readFrom(StateReader in);

  /** Of items that are taken as they are; it knows nothing. */
  Lexicon NONE =
      new Lexicon() {
        @Override
        public void writeTo(StateWriter out) {}

        @Override
        public void readFrom(StateReader in) {}
      };
}
