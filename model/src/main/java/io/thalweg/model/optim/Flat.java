package io.thalweg.model.optim;

/** Checks of the flat vectors an optimizer takes. */
final class Flat {
  private Flat() {}

  static void check(float[] parameters, float[] gradient, int size) {
    if (parameters.length != size || gradient.length != size) {
      throw new IllegalArgumentException(
          "parameters [%d] and gradient [%d] must be [%d]"
              .formatted(parameters.length, gradient.length, size));
    }
  }

  static float share(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " must be in [0, 1), not " + value);
    }
    return (float) value;
  }
}
