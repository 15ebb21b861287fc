package io.thalweg.model.objective;

/**
 * Logarithm of the gamma function and its derivative for positive arguments, from their asymptotic
 * series (Abramowitz and Stegun 6.1.41, 6.3.18) after shifting the argument above 8: absolute error
 * under 1e-10. Called a few times per step and field, not per value.
 */
final class Gamma {
  private static final double SHIFT = 8;

  private Gamma() {}

  static double logGamma(double x) {
    double shift = 0;
    double y = x;
    while (y < SHIFT) {
      shift -= Math.log(y);
      y += 1;
    }
    double inverse = 1 / y;
    double square = inverse * inverse;
    double series =
        inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680)));
    return shift + (y - 0.5) * Math.log(y) - y + 0.5 * Math.log(2 * Math.PI) + series;
  }

  static double digamma(double x) {
    double shift = 0;
    double y = x;
    while (y < SHIFT) {
      shift -= 1 / y;
      y += 1;
    }
    double square = 1 / (y * y);
    double series =
        square * (1.0 / 12 - square * (1.0 / 120 - square * (1.0 / 252 - square / 240)));
    return shift + Math.log(y) - 0.5 / y - series;
  }
}
