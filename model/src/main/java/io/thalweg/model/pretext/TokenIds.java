package io.thalweg.model.pretext;

import io.thalweg.model.spec.Spec;

/**
 * How token ids are shown to an encoder: the ids a network reserves come first, so that zero is
 * nothing, as it is everywhere in an {@code Encoder}'s input; a token's id follows, moved up by
 * {@value #RESERVED}. Targets are the tokens' own ids.
 */
public final class TokenIds {
  /** Missing, or before the first of a sequence. */
  public static final int NOTHING = 0;

  /** Hidden, to be predicted. */
  public static final int MASK = 1;

  /** Ids reserved: what an encoder's vocabulary must be larger than the task's by. */
  public static final int RESERVED = 2;

  private TokenIds() {}

  /** The option by which a task is told how many ids there are: bytes, unless it says more. */
  static int vocabulary(Spec spec) {
    return spec.integer("vocabulary", 256, 2, 1 << 20);
  }

  static void checkVocabulary(int vocabulary) {
    if (vocabulary < 2) {
      throw new IllegalArgumentException("vocabulary must be at least 2, not " + vocabulary);
    }
  }

  /** Floats of a target, the one id an item is. */
  static int checkItem(int itemSize) {
    if (itemSize != 1) {
      throw new IllegalArgumentException(
          "an item of tokens is one id, it cannot have %d fields".formatted(itemSize));
    }
    return 1;
  }

  /** What an encoder takes for an item: a token's id, NaN where there is none. */
  static float shown(float item) {
    return Float.isNaN(item) ? NOTHING : item + RESERVED;
  }
}
