package io.thalweg.model.pretext;

import java.util.SplittableRandom;

/**
 * A change that should not matter: what a segment is of can still be told after it. One file each;
 * how strongly it changes is in the instance.
 *
 * <p>Immutable, thread-safe. Missing values stay missing; making one missing is a change like any
 * other.
 */
@FunctionalInterface
interface Augmentation {

  /**
   * Changes a view in place.
   *
   * @param random source of every random choice
   */
  void apply(View view, SplittableRandom random);
}
