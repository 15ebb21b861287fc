package io.thalweg.model.encoder;

/** Checks of sizes that name the size and the value. */
final class Sizes {
  private Sizes() {}

  static int positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, not " + value);
    }
    return value;
  }

  static int notNegative(String name, int value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " must be at least 0, not " + value);
    }
    return value;
  }

  static void same(String name, int expected, int actual) {
    if (expected != actual) {
      throw new IllegalArgumentException(name + " must be " + expected + ", not " + actual);
    }
  }
}
