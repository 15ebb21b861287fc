package io.thalweg.model.detect;

/**
 * Surprise of one residual: {@code -log P(|T| >= |z|)} in nats, T Student-t with nu degrees of
 * freedom, z the residual in units of the predicted scale, unclamped.
 *
 * <p>Zero residual is 0 nats, and the surprise grows with |z| without bound: like {@code z^2 / 2}
 * in the bulk of a large nu, like {@code nu log |z|} in the far tail. If the prediction is right
 * the surprise is exponentially distributed with mean 1.
 *
 * <p><b>Algorithm.</b> Piecewise cubic Hermite interpolation with exact values and slopes. The
 * knots are eight to an octave of {@code v = 1 + |z|}, so the piece is found from the exponent and
 * the first three mantissa bits of v, without a logarithm. Behind the last knot (|z| = 131,071) the
 * tail follows its asymptotic law {@code nu log |z|}, wrong there by less than {@code nu^2 / z^2} =
 * 3e-6 nats. Within 1e-6 of zero it is linear, because there 1 + |z| would lose the digits of z.
 * Relative error below 1e-4 everywhere; non-decreasing in |z| up to rounding of the last bits.
 *
 * <p><b>Cost.</b> A few nanoseconds a call; a table takes 2.2 KB and some hundred microseconds to
 * build, so build one per field and snapshot, not per event.
 *
 * <p>NaN means a missing reading and gives NaN; infinite residuals count as the largest finite one.
 * Immutable, thread-safe, deterministic.
 *
 * <p>Example: {@code StudentTTail.of(1).surprise(1)} is {@code log 2} = 0.693, for half of a Cauchy
 * distribution lies beyond one.
 */
public final class StudentTTail {
  public static final double MIN_NU = 1;
  public static final double MAX_NU = 200;

  private static final int OCTAVES = 17;
  private static final int PIECES_PER_OCTAVE = 8;
  private static final int SHIFT = 52 - 3; // 3 mantissa bits: 8 pieces an octave
  private static final long PIECE_MASK = -1L << SHIFT;
  private static final int FIRST_PIECE = (int) (Double.doubleToRawLongBits(1.0) >>> SHIFT);
  private static final int PIECES = OCTAVES * PIECES_PER_OCTAVE;
  private static final double TABLE_END = (1 << OCTAVES) - 1;
  private static final double LINEAR_BELOW = 1e-6;

  private final double nu;
  private final double[] knots; // [PIECES + 1, (value, slope)]

  private StudentTTail(double nu) {
    this.nu = nu;
    this.knots = new double[2 * (PIECES + 1)];
    StudentT exact = new StudentT(nu);
    for (int i = 0; i <= PIECES; i++) {
      double z = knot(i) - 1;
      knots[2 * i] = exact.surprise(z);
      knots[2 * i + 1] = exact.hazard(z);
    }
  }

  /**
   * The tail for one number of degrees of freedom.
   *
   * @param nu in [1, 200]
   */
  public static StudentTTail of(double nu) {
    if (!(nu >= MIN_NU && nu <= MAX_NU)) {
      throw new IllegalArgumentException(
          "nu must be in [" + MIN_NU + ", " + MAX_NU + "], but is " + nu);
    }
    return new StudentTTail(nu);
  }

  public double nu() {
    return nu;
  }

  /** Nats of improbability of a residual at least as large as |z|; NaN for NaN. */
  public double surprise(double z) {
    double size = Math.abs(z);
    if (size < TABLE_END) {
      return size < LINEAR_BELOW ? knots[1] * size : interpolate(1 + size);
    }
    return beyondTable(size);
  }

  private double interpolate(double v) {
    long bits = Double.doubleToRawLongBits(v);
    int piece = (int) (bits >>> SHIFT) - FIRST_PIECE;
    double from = Double.longBitsToDouble(bits & PIECE_MASK);
    double width = Double.longBitsToDouble((bits & PIECE_MASK) + (1L << SHIFT)) - from;
    int k = 2 * piece;
    double left = knots[k];
    double right = knots[k + 2];
    double rise = right - left;
    double slopeLeft = knots[k + 1] * width;
    double slopeRight = knots[k + 3] * width;
    double t = (v - from) / width;
    double cubic = slopeLeft + slopeRight - 2 * rise;
    double square = 3 * rise - 2 * slopeLeft - slopeRight;
    return Math.min(right, left + t * (slopeLeft + t * (square + t * cubic)));
  }

  private double beyondTable(double size) {
    if (Double.isNaN(size)) {
      return size;
    }
    double z = Math.min(size, Double.MAX_VALUE);
    return knots[2 * PIECES] + nu * Math.log(z / TABLE_END);
  }

  private static double knot(int index) {
    return Double.longBitsToDouble((long) (FIRST_PIECE + index) << SHIFT);
  }
}
