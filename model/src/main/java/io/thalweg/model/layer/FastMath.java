package io.thalweg.model.layer;

/**
 * Elementary functions in single precision, for loops over activations.
 *
 * <p>{@link #tanh} and {@link #sigmoid} are quotients of polynomials: only additions, products, one
 * quotient and a clamp, so that the JIT vectorises the loop around them. {@link #exp} and {@link
 * #log} take exponents apart as bits and stay scalar, at a quarter of the time of {@code Math}'s.
 * The same input gives the same bits everywhere, whether the loop was vectorised or not. NaN stays
 * NaN.
 *
 * <p>Sources: {@code tanh}, the minimax fit of degree 13 over 6 of Eigen's {@code ptanh_float}
 * (MathFunctionsImpl.h); {@code exp} and {@code log}, argument reduction by powers of two (Cody and
 * Waite 1980) and Taylor's series on what is left.
 */
public final class FastMath {
  /** Where tanh's quotient arrives at 1; tanh itself is 3e-7 below. */
  private static final float TANH_LIMIT = 7.90531110763549805f;

  /** Below it exp is smaller than any normal float, above it larger than the largest. */
  private static final float EXP_LOWEST = -86.6f;

  private static final float EXP_HIGHEST = 88.7f;
  private static final float LOG2_E = 1.44269504f;

  /** ln 2 in two parts: the first times an exponent is exact. */
  private static final float LN2_HIGH = 0.693359375f;

  private static final float LN2_LOW = -2.12194440e-4f;

  /**
   * 1.5 * 2^23: adding it rounds to a whole number, which then stands in the lowest bits. Through
   * bits and not through a cast, whose instruction waits for the one before.
   */
  private static final float ROUND = 12582912f;

  private static final int ROUND_BITS = Float.floatToRawIntBits(ROUND);
  private static final int MANTISSA_BITS = 23;
  private static final int BIAS = 127;

  /** Bits of sqrt(1/2): mantissas are taken from [sqrt(1/2), sqrt(2)). */
  private static final int SQRT_HALF = 0x3f3504f3;

  private FastMath() {}

  /** Hyperbolic tangent: odd, never leaves [-1, 1], within 4e-7. */
  public static float tanh(float value) {
    float x = Math.max(-TANH_LIMIT, Math.min(TANH_LIMIT, value));
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

  /** Logistic function {@code (1 + tanh(x/2)) / 2}: never leaves [0, 1], within 2e-7. */
  public static float sigmoid(float value) {
    return 0.5f + 0.5f * tanh(0.5f * value);
  }

  /**
   * Exponential function, relative error under 2e-7; 0 below -86.6, where it would leave the normal
   * floats, and infinity above 88.7.
   */
  public static float exp(float x) {
    // Branches that are never taken cost less than Math.min and max, which must think of -0.
    if (x < EXP_LOWEST) {
      return 0f;
    }
    if (x > EXP_HIGHEST) {
      return Float.POSITIVE_INFINITY;
    }
    float shifted = x * LOG2_E + ROUND;
    float power = shifted - ROUND;
    float r = (x - power * LN2_HIGH) - power * LN2_LOW; // |r| <= ln(2) / 2
    float p = 1f / 5040 * r + 1f / 720;
    p = p * r + 1f / 120;
    p = p * r + 1f / 24;
    p = p * r + 1f / 6;
    p = p * r + 0.5f;
    p = p * r + 1f;
    p = p * r + 1f;
    int exponent = Float.floatToRawIntBits(shifted) - ROUND_BITS;
    // 2^128 is no float: the last factor of two goes to p.
    return p * 2f * Float.intBitsToFloat((exponent - 1 + BIAS) << MANTISSA_BITS);
  }

  /**
   * Exponential function of an argument clamped to [-4, 4], relative error under 2e-6. As {@code
   * exp(x/8)^8}, of additions and products alone, it vectorises. NaN stays NaN.
   */
  public static float exp4(float value) {
    float r = Math.max(-4f, Math.min(4f, value)) * 0.125f;
    float p = 1f / 40320 * r + 1f / 5040;
    p = p * r + 1f / 720;
    p = p * r + 1f / 120;
    p = p * r + 1f / 24;
    p = p * r + 1f / 6;
    p = p * r + 0.5f;
    p = p * r + 1f;
    p = p * r + 1f;
    p = p * p;
    p = p * p;
    return p * p;
  }

  /**
   * Exponential function of what is not positive, for softmax, in place: {@code (P(x/8) /
   * P(-x/8))^8} with Pade's P of degree 4. Within 2e-6 of the value down to -8, within 1e-9
   * absolutely below. The loops vectorise, which one with {@link #exp} does not; there are two,
   * since one would be too long to be unrolled.
   *
   * @param values those in {@code [from, to)} are overwritten
   */
  public static void expOfNegative(float[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      float y = 0.125f * Math.max(-64f, values[i]);
      float s = y * y;
      float even = s * (s + 180f) + 1680f;
      float odd = y * (s * 20f + 840f);
      values[i] = (even + odd) / (even - odd);
    }
    for (int i = from; i < to; i++) {
      float e = values[i];
      e *= e;
      e *= e;
      values[i] = e * e;
    }
  }

  /**
   * {@code log(1 + x)} of numbers in [0, 1], in place, relative error under 1e-6, for softplus. As
   * {@code 2 artanh(x / (2 + x))} by its series, of additions, products and one quotient, the loop
   * vectorises. NaN stays NaN.
   *
   * @param values the first {@code count} are overwritten
   */
  public static void logOnePlus(float[] values, int count) {
    for (int i = 0; i < count; i++) {
      float z = values[i] / (values[i] + 2f); // at most 1/3
      float s = z * z;
      float p = 2f / 13 * s + 2f / 11;
      p = p * s + 2f / 9;
      p = p * s + 2f / 7;
      p = p * s + 2f / 5;
      p = p * s + 2f / 3;
      values[i] = z * (p * s + 2f);
    }
  }

  /**
   * Natural logarithm of a positive normal number, within 2e-7 of 1 + |log x|. NaN for infinity and
   * NaN; for zero, negative and denormal numbers the result means nothing.
   */
  public static float log(float x) {
    int bits = Float.floatToRawIntBits(x);
    int exponent = (bits - SQRT_HALF) >> MANTISSA_BITS;
    float power = Float.intBitsToFloat(exponent + ROUND_BITS) - ROUND;
    float mantissa = Float.intBitsToFloat(bits - (exponent << MANTISSA_BITS));
    float s = (mantissa - 1) / (mantissa + 1); // |s| < 0.172
    float q = s * s;
    float p = 2f / 9 * q + 2f / 7;
    p = p * q + 2f / 5;
    p = p * q + 2f / 3;
    p = p * q + 2;
    return power * LN2_HIGH + (power * LN2_LOW + s * p) + 0 * x; // NaN for what is not finite
  }
}
