package io.thalweg.model.encoder;

/**
 * Logistic function and hyperbolic tangent as quotients of polynomials: only additions, products,
 * one quotient and a clamp, so that the JIT vectorises the loop around them. {@code Math.tanh} and
 * {@code Math.exp} are calls, and cost 10 to 30 times as much per value.
 *
 * <p>{@code tanh} is odd, never leaves [-1, 1] and is within 4e-7 of the exact value; {@code
 * sigmoid(x) = (1 + tanh(x/2)) / 2} never leaves [0, 1] and is within 2e-7. NaN stays NaN. The same
 * input gives the same bits everywhere, whether the loop was vectorised or not.
 *
 * <p>Source of the coefficients: the minimax fit of degree 13 over 6 of Eigen's {@code ptanh_float}
 * (MathFunctionsImpl.h).
 */
final class Squash {
  /** Where the quotient arrives at 1; tanh itself is 3e-7 below. */
  private static final float LIMIT = 7.90531110763549805f;

  private Squash() {}

  static float tanh(float value) {
    float x = Math.max(-LIMIT, Math.min(LIMIT, value));
    float s = x * x;
    float p = -2.76076847742355e-16f * s + 2.00018790482477e-13f;
    p = p * s - 8.60467152213735e-11f;
    p = p * s + 5.12229709037114e-08f;
    p = p * s + 1.48572235717979e-05f;
    p = p * s + 6.37261928875436e-04f;
    p = p * s + 4.89352455891786e-03f;
    float q = 1.19825839466702e-06f * s + 1.18534705686654e-04f;
    q = q * s + 2.26843463243900e-03f;
    q = q * s + 4.89352518554385e-03f;
    return x * p / q;
  }

  static float sigmoid(float value) {
    return 0.5f + 0.5f * tanh(0.5f * value);
  }
}
