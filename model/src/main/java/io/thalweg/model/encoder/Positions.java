package io.thalweg.model.encoder;

/** How a bidirectional {@link Transformer} tells positions apart. */
public sealed interface Positions {

  /** By the distance between two: queries and keys are turned, nothing is learned. */
  record Rotary() implements Positions {}

  /**
   * By a learned vector for each, added to the items.
   *
   * @param length most items of a sequence, at least 1
   */
  record Learned(int length) implements Positions {

    /** Checks the length. */
    public Learned {
      Sizes.positive("length", length);
    }
  }
}
