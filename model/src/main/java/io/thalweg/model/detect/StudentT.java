package io.thalweg.model.detect;

/**
 * The exact but slow two-sided tail of Student's t distribution, from which {@link StudentTTail}
 * builds its tables.
 *
 * <p>{@code P(|T| >= z) = I_x(nu/2, 1/2)} with {@code x = nu / (nu + z^2)}, the regularised
 * incomplete beta function by its continued fraction (Lentz's method, DLMF 8.17.22), kept in
 * logarithms so that the far tail does not underflow. Relative error about 1e-10, microseconds per
 * call.
 */
final class StudentT {
  private static final double LOG_SQRT_PI = 0.5 * StrictMath.log(StrictMath.PI);
  private static final double TINY = 1e-300;
  private static final double CONVERGED = 1e-15;
  private static final int MAX_TERMS = 1_000;

  private final double nu;
  private final double logBeta;

  StudentT(double nu) {
    this.nu = nu;
    this.logBeta = LOG_SQRT_PI - StrictMath.log(gammaRatio(nu / 2));
  }

  /** {@code -log P(|T| >= z)} for z >= 0, in nats. */
  double surprise(double z) {
    if (z == 0) {
      return 0;
    }
    double a = nu / 2;
    double x = nu / (nu + z * z);
    double front = -a * StrictMath.log1p(z * z / nu) - 0.5 * StrictMath.log1p(nu / (z * z));
    if (x < (a + 1) / (a + 2.5)) {
      return -(front - logBeta - StrictMath.log(a) + StrictMath.log(fraction(a, 0.5, x)));
    }
    // Near the centre the other tail converges, and log1p keeps the small surprise exact.
    double centre = 2 * StrictMath.exp(front - logBeta) * fraction(0.5, a, z * z / (nu + z * z));
    return -StrictMath.log1p(-centre);
  }

  /** The derivative of {@link #surprise}: density of |T| over its tail probability. */
  double hazard(double z) {
    double logDensity =
        StrictMath.log(2 / StrictMath.sqrt(nu))
            - logBeta
            - (nu + 1) / 2 * StrictMath.log1p(z * z / nu);
    return StrictMath.exp(logDensity + surprise(z));
  }

  /** {@code Gamma(a + 1/2) / Gamma(a)}: its asymptotic series, reached by stepping a upward. */
  private static double gammaRatio(double a) {
    double steps = 1;
    double b = a;
    for (; b < 32; b++) {
      steps *= b / (b + 0.5);
    }
    double r = 1 / b;
    double series = 1 + r * (-1.0 / 8 + r * (1.0 / 128 + r * (5.0 / 1024 - r * 21.0 / 32768)));
    return steps * StrictMath.sqrt(b) * series;
  }

  private static double fraction(double a, double b, double x) {
    double c = 1;
    double d = 1 / nonZero(1 - (a + b) * x / (a + 1));
    double value = d;
    for (int m = 1; m <= MAX_TERMS; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 / nonZero(1 + even * d);
      c = nonZero(1 + even / c);
      value *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / nonZero(1 + odd * d);
      c = nonZero(1 + odd / c);
      value *= d * c;
      if (Math.abs(d * c - 1) < CONVERGED) {
        break;
      }
    }
    return value;
  }

  private static double nonZero(double v) {
    return Math.abs(v) < TINY ? TINY : v;
  }
}
