package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class ProcrustesTest {
  /**
   * Entries are floats of at most 1: a unit in the last place is 6e-8, sums run over 12 of them.
   */
  private static final Offset<Float> ROUNDING = within(5e-6f);

  @Property(tries = 100)
  void fit_rotatedCopy_recoversTheRotation(
      @ForAll @IntRange(min = 1, max = 12) int size, @ForAll long seed) {
    Random random = new Random(seed);
    int rows = 4 * size;
    float[] a = Matrices.gaussian(random, rows, size);
    float[] planted = Matrices.orthogonal(random, size);

    Procrustes fit = Procrustes.fit(a, Matrices.times(a, planted, rows, size, size), rows, size);

    // Noise of 6e-8 in B moves R by that over the smallest singular value of A, and the smallest of
    // a Gaussian [4 d, d] matrix is around sqrt(4 d) - sqrt(d) = sqrt(d), never near 0.
    assertThat(fit.rotation()).containsExactly(planted, within(1e-4f));
    assertThat(fit.quality()).isCloseTo(1, within(1e-9));
  }

  @Property(tries = 100)
  void fit_anyRank_isOrthogonal(
      @ForAll @IntRange(min = 1, max = 12) int size,
      @ForAll @IntRange(min = 0, max = 12) int rank,
      @ForAll long seed) {
    Random random = new Random(seed);
    int rows = 20;
    int inner = Math.min(rank, size);
    float[] a =
        Matrices.times(
            Matrices.gaussian(random, rows, inner),
            Matrices.gaussian(random, inner, size),
            rows,
            inner,
            size);
    float[] b = Matrices.gaussian(random, rows, size);

    Procrustes fit = Procrustes.fit(a, b, rows, size);

    float[] product =
        Matrices.times(fit.rotation(), Matrices.transposed(fit.rotation(), size), size, size, size);
    assertThat(product).containsExactly(Matrices.identity(size), ROUNDING);
    assertThat(fit.quality()).isBetween(0.0, 1.0);
  }

  @Property(tries = 50)
  void fit_anyOtherRotation_isNotBetter(
      @ForAll @IntRange(min = 2, max = 8) int size, @ForAll long seed) {
    Random random = new Random(seed);
    int rows = 16;
    float[] a = Matrices.gaussian(random, rows, size);
    float[] b = Matrices.gaussian(random, rows, size);

    Procrustes fit = Procrustes.fit(a, b, rows, size);

    double best = residual(a, fit.rotation(), b, rows, size);
    double other = residual(a, Matrices.orthogonal(random, size), b, rows, size);
    assertThat(best).isLessThanOrEqualTo(other + 1e-4);
  }

  @Test
  void fit_rankDeficient_stillMapsWhatIsThere() {
    // A uses only the first axis, B only the third: R must take e1 to e3 (or rather its row 0).
    float[] a = {1, 0, 0, -2, 0, 0, 1, 0, 0};
    float[] b = {0, 0, 1, 0, 0, -2, 0, 0, 1};

    Procrustes fit = Procrustes.fit(a, b, 3, 3);

    assertThat(Matrices.times(a, fit.rotation(), 3, 3, 3)).containsExactly(b, ROUNDING);
    assertThat(fit.quality()).isCloseTo(1, within(1e-9));
  }

  @Test
  void fit_unrelatedSpaces_hasNoQuality() {
    // Independent Gaussians: nothing is common but what 8 x 8 angles can fit to 2,000 rows.
    Random random = new Random(7);
    float[] a = Matrices.gaussian(random, 2000, 8);
    float[] b = Matrices.gaussian(random, 2000, 8);

    assertThat(Procrustes.fit(a, b, 2000, 8).quality()).isZero();
  }

  @Test
  void fit_commonMeanOnly_doesNotPassForAgreement() {
    // Both sit at (100, 100) and scatter by 1, independently: uncentred, 1 - 2 / 20,000 = 0.9999.
    Random random = new Random(8);
    float[] a = Matrices.gaussian(random, 500, 2);
    float[] b = Matrices.gaussian(random, 500, 2);
    for (int i = 0; i < a.length; i++) {
      a[i] += 100;
      b[i] += 100;
    }

    assertThat(Procrustes.fit(a, b, 500, 2).quality()).isLessThan(0.1);
  }

  @Test
  void fit_halfTheVarianceIsNoise_isSeenInTheQuality() {
    // B = A R + noise of equal variance per dimension. |A R - B|^2 = n d, |B - mean|^2 = 2 n d.
    Random random = new Random(9);
    int rows = 5000;
    float[] a = Matrices.gaussian(random, rows, 4);
    float[] b = Matrices.times(a, Matrices.orthogonal(random, 4), rows, 4, 4);
    float[] noise = Matrices.gaussian(random, rows, 4);
    for (int i = 0; i < b.length; i++) {
      b[i] += noise[i];
    }

    assertThat(Procrustes.fit(a, b, rows, 4).quality()).isCloseTo(0.5, within(0.03));
  }

  @Test
  void fit_sameInputTwice_isBitForBitTheSame() {
    Random random = new Random(10);
    float[] a = Matrices.gaussian(random, 64, 16);
    float[] b = Matrices.gaussian(random, 64, 16);

    assertThat(Procrustes.fit(a, b, 64, 16).rotation())
        .isEqualTo(Procrustes.fit(a, b, 64, 16).rotation());
  }

  @Test
  void fit_constantTarget_isMetExactlyOrNotAtAll() {
    float[] ones = {1, 1, 1, 1};
    float[] other = {2, 2, 2, 2};

    assertThat(Procrustes.fit(ones, ones, 2, 2).quality()).isEqualTo(1);
    assertThat(Procrustes.fit(ones, other, 2, 2).quality()).isZero();
  }

  @Test
  void fit_wrongShapeOrNotFinite_isRefused() {
    assertThatThrownBy(() -> Procrustes.fit(new float[6], new float[4], 2, 2))
        .hasMessage("a has 6 values, not those of a [2, 2] matrix");
    assertThatThrownBy(() -> Procrustes.fit(new float[] {Float.NaN}, new float[1], 1, 1))
        .hasMessageContaining("not finite");
  }

  private static double residual(float[] a, float[] rotation, float[] b, int rows, int size) {
    float[] rotated = Matrices.times(a, rotation, rows, size, size);
    double sum = 0;
    for (int i = 0; i < b.length; i++) {
      sum += (rotated[i] - b[i]) * (rotated[i] - b[i]);
    }
    return sum;
  }
}
