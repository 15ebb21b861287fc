package io.thalweg.model.objective;

/** Checks of sizes that name what was given. */
final class Sizes {
  private Sizes() {}

  static int positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, not " + value);
    }
    return value;
  }

  static double above0(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be a number above 0, not " + value);
    }
    return value;
  }

  /** The id a target holds, or -1 where it is NaN: nothing to predict. */
  static int id(float target, int vocabulary) {
    if (Float.isNaN(target)) {
      return -1;
    }
    int id = (int) target;
    if (id != target || id < 0 || id >= vocabulary) {
      throw new IllegalArgumentException(
          "target %s is not an id of a vocabulary of %d".formatted(target, vocabulary));
    }
    return id;
  }
}
