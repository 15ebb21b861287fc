package io.thalweg.model.pretext;

import io.thalweg.model.item.Normaliser;
import io.thalweg.model.item.PresentValues;
import io.thalweg.model.item.Segment;
import io.thalweg.model.picture.PictureShape;
import java.util.OptionalInt;

/**
 * What the items of a {@link TwoView} are: that says which changes should not matter ({@link
 * Augmentations}), and how what they leave is shown to the encoder.
 *
 * <p>Immutable, thread-safe.
 */
sealed interface ViewItems {

  /** Floats of an item that describes so many fields. */
  int itemSize(int fields);

  /**
   * Says that items are of the size these have.
   *
   * @throws IllegalArgumentException with one sentence when they are not
   */
  default void check(int itemSize) {}

  /** Ids there are, where an item is one token id. */
  default OptionalInt vocabulary() {
    return OptionalInt.empty();
  }

  /** Copies a segment into a view, in the form in which it is changed. */
  default void copy(Segment segment, View view) {
    view.copy(segment);
  }

  /** Whether anything is left of an embedded item. */
  default boolean isShown(View view, int position) {
    return view.shows(position);
  }

  /** Makes items of views what an encoder takes: nothing in them is NaN. */
  default void finish(float[] input) {
    PresentValues.fill(input, input.length, Normaliser.CLAMP);
  }

  /** Levels and changes of numeric fields. */
  record Readings() implements ViewItems {
    @Override
    public int itemSize(int fields) {
      return 2 * fields;
    }
  }

  /**
   * Frames of one value a pixel.
   *
   * @param shape height, width and channels
   */
  record Frames(PictureShape shape) implements ViewItems {
    @Override
    public int itemSize(int fields) {
      return fields;
    }

    @Override
    public void check(int itemSize) {
      if (shape.values() != itemSize) {
        throw new IllegalArgumentException(
            "two-view.frame is %s with %d values, items have %d"
                .formatted(shape, shape.values(), itemSize));
      }
    }
  }

  /**
   * Token ids, one an item. In a view they are moved up as an encoder takes them ({@link
   * TokenIds}), a hidden one is {@link TokenIds#MASK}, a missing one NaN.
   *
   * @param ids there are, at least 2
   */
  record Tokens(int ids) implements ViewItems {
    public Tokens {
      TokenIds.checkVocabulary(ids);
    }

    @Override
    public int itemSize(int fields) {
      return fields;
    }

    @Override
    public void check(int itemSize) {
      TokenIds.checkItem(itemSize);
    }

    @Override
    public OptionalInt vocabulary() {
      return OptionalInt.of(ids);
    }

    @Override
    public void copy(Segment segment, View view) {
      view.copy(segment);
      float[] items = view.items();
      for (int t = 0; t < items.length; t++) {
        items[t] += TokenIds.RESERVED; // NaN stays
      }
    }

    /** A mask is no token: serving, which shows none, embeds the mean over tokens. */
    @Override
    public boolean isShown(View view, int position) {
      return view.shows(position) && view.items()[view.context() + position] != TokenIds.MASK;
    }

    @Override
    public void finish(float[] input) {
      for (int i = 0; i < input.length; i++) {
        input[i] = Float.isNaN(input[i]) ? TokenIds.NOTHING : input[i];
      }
    }
  }
}
