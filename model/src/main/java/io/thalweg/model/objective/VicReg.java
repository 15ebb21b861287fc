package io.thalweg.model.objective;

/**
 * VICReg: two views agree without negatives, kept from collapse by their own variance and
 * covariance.
 *
 * <pre>{@code
 * invariance = mean over rows and dimensions of (x - y)^2
 * variance   = mean_j max(0, 1 - sqrt(var_j + 1e-4)), mean of both sides
 * covariance = sum_{j != k} cov_jk^2 / size, sum of both sides
 * loss       = weights * terms                               [no unit]
 * }</pre>
 *
 * <p>Variances and covariances are over the batch, with {@code pairs - 1} in the denominator. The
 * factors are those of the authors' code; their text takes the invariance per row and the sum of
 * both variances. Permuting the pairs changes nothing but rounding.
 *
 * <p>Time: two products of {@code pairs * size * size} per side. Memory: a {@code [size, size]}
 * covariance per side. Deterministic.
 *
 * <p>Source: Bardes, Ponce and LeCun 2022 (arXiv 2105.04906).
 *
 * <p>Example: embeddings that are all the same cost {@code 25 / 51 * (1 - 0.01) = 0.485} with the
 * usual weights.
 *
 * @param invariance weight, at least 0
 * @param variance weight, at least 0
 * @param covariance weight, at least 0
 */
public record VicReg(double invariance, double variance, double covariance)
    implements PairObjective {

  /** The weights of the paper, as {@link #mean}. */
  public static final VicReg DEFAULT = mean(25, 25, 1);

  /** Checks the ranges. */
  public VicReg {
    if (!(invariance >= 0 && variance >= 0 && covariance >= 0)) {
      throw new IllegalArgumentException(
          "weights must be at least 0, not %s, %s and %s"
              .formatted(invariance, variance, covariance));
    }
  }

  /**
   * The weighted mean of the terms: weights in these proportions that sum to 1, so that a loss is
   * about one at most, whatever they are. The paper's sum of them is fifty times as large: a
   * tolerance in which other losses are compared (nats) would be nothing to it.
   */
  public static VicReg mean(double invariance, double variance, double covariance) {
    double sum = Sizes.above0("sum of the weights", invariance + variance + covariance);
    return new VicReg(invariance / sum, variance / sum, covariance / sum);
  }

  @Override
  public Pass newPass(int pairs, int size) {
    return new Batch(pairs, size);
  }

  private final class Batch implements Pass {
    private final VicRegSide one;
    private final VicRegSide other;

    /** {@code [pairs, size]}: one - other. */
    private final float[] difference;

    Batch(int pairs, int size) {
      if (pairs < 2) {
        throw new IllegalArgumentException("pairs must be at least 2, not " + pairs);
      }
      Sizes.positive("size", size);
      one = new VicRegSide(pairs, size);
      other = new VicRegSide(pairs, size);
      difference = new float[pairs * size];
    }

    @Override
    public float score(float[] oneRows, float[] otherRows) {
      for (int i = 0; i < difference.length; i++) {
        difference[i] = oneRows[i] - otherRows[i];
      }
      float distance = OutputVectors.dot(difference, 0, difference, 0, difference.length);
      one.take(oneRows);
      other.take(otherRows);
      return (float)
          (invariance * distance / difference.length
              + variance * 0.5 * (one.flatness() + other.flatness())
              + covariance * (one.redundancy() + other.redundancy()));
    }

    @Override
    public void gradient(float weight, float[] oneGradient, float[] otherGradient) {
      float spread = (float) (weight * variance * 0.5);
      float decorrelate = (float) (weight * covariance);
      one.gradient(spread, decorrelate, oneGradient);
      other.gradient(spread, decorrelate, otherGradient);
      float pull = (float) (2 * weight * invariance / difference.length);
      for (int i = 0; i < difference.length; i++) {
        float step = pull * difference[i];
        oneGradient[i] += step;
        otherGradient[i] -= step;
      }
    }
  }
}
