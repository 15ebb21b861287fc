package io.thalweg.model.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NormaliserTest {
  private final float[] item = new float[2];

  private Normaliser fed(double... values) {
    Normaliser normaliser = new Normaliser(1, 100);
    for (double value : values) {
      normaliser.observe(new double[] {value}, item);
    }
    return normaliser;
  }

  private Normaliser gaussian(int readings, double mean, double deviation, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Normaliser normaliser = new Normaliser(1, 100);
    for (int i = 0; i < readings; i++) {
      double value = mean + deviation * random.nextGaussian();
      normaliser.observe(new double[] {value}, item);
    }
    return normaliser;
  }

  @Test
  void observe_firstEightReadings_haveNoScaleYet() {
    Normaliser normaliser = new Normaliser(1, 100);
    for (int i = 0; i < 8; i++) {
      normaliser.observe(new double[] {i % 3}, item);
      assertThat(item).as("reading %d", i).containsOnly(Float.NaN);
    }
    assertThat(normaliser.trusted(0)).isTrue();

    normaliser.observe(new double[] {2}, item);

    assertThat(item[0]).isFinite();
    assertThat(item[1]).isFinite();
  }

  @Test
  void observe_firstReadings_countEqually() {
    Normaliser normaliser = fed(1, 2, 3, 4, 5, 6);

    // Mean 3.5; population variance 35/12. Five changes of 1 and a zero: mean square 5/6.
    assertThat(normaliser.location(0)).isCloseTo(3.5, within(1e-12));
    assertThat(normaliser.scale(0)).isCloseTo(Math.sqrt(35 / 12.0), within(1e-12));
    assertThat(normaliser.changeScale(0)).isCloseTo(Math.sqrt(5 / 6.0), within(1e-12));
  }

  @Test
  void observe_constantField_isZeroUnderTheFloor() {
    Normaliser normaliser = fed(50, 50, 50, 50, 50, 50, 50, 50, 50, 50);

    assertThat(item).containsExactly(0f, 0f);
    assertThat(normaliser.scale(0)).isCloseTo(1e-4 * 50, within(1e-15));
    assertThat(normaliser.changeScale(0)).isCloseTo(1e-3 * 1e-4 * 50, within(1e-18));
  }

  @Test
  void observe_constantZeroField_keepsPositiveScales() {
    Normaliser normaliser = fed(0, 0, 0, 0, 0, 0, 0, 0, 0);

    assertThat(normaliser.scale(0)).isPositive();
    assertThat(normaliser.changeScale(0)).isPositive();
    assertThat(item).containsExactly(0f, 0f);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e200, -1e300})
  void observe_missingOrUnrepresentable_changesNothing(double value) {
    Normaliser normaliser = gaussian(50, 10, 2, 1);
    byte[] before = bytes(normaliser);

    normaliser.observe(new double[] {value}, item);

    assertThat(item).containsOnly(Float.NaN);
    assertThat(bytes(normaliser)).isEqualTo(before);
  }

  @Test
  void observe_spike_isWinsorisedInTheChangeScale() {
    Normaliser normaliser = gaussian(1_000, 10, 2, 2);
    double before = normaliser.changeScale(0);

    normaliser.observe(new double[] {210}, item);

    // The change counts as 8 scales: (1 - 1/100 + 64/100) of the variance.
    assertThat(normaliser.changeScale(0)).isCloseTo(before * Math.sqrt(1.63), within(1e-9));
    assertThat(item[1]).as("its height is kept").isCloseTo((float) (200 / before), within(3f));
    assertThat(item[0]).isEqualTo(Normaliser.WIDEST_LEVEL);
  }

  @Test
  void observe_gaussianField_findsLocationAndScales() {
    Normaliser normaliser = gaussian(5_000, 10, 2, 3);

    // 100 effective readings per half: the mean's deviation is 2 / sqrt(200) = .14, that of the
    // scale .07 relative; three of each are tolerated. Independent readings differ by sqrt(2) * 2.
    assertThat(normaliser.location(0)).isCloseTo(10, within(0.45));
    assertThat(normaliser.scale(0)).isCloseTo(2, within(0.45));
    assertThat(normaliser.changeScale(0)).isCloseTo(2 * Math.sqrt(2), within(0.75));
  }

  @Test
  void startFrom_prior_givesScalesAfterOneReading() {
    Normaliser normaliser = new Normaliser(1, 100);
    normaliser.startFrom(
        new ScalePrior(new double[] {99}, new double[] {4}, new double[] {0.5}), 16);

    normaliser.observe(new double[] {10}, item);
    assertThat(normaliser.trusted(0)).isTrue();
    assertThat(normaliser.location(0)).as("not the prior's").isEqualTo(10);

    normaliser.observe(new double[] {12}, item);
    assertThat(item[0]).isEqualTo(0.5f);
    assertThat(item[1]).isEqualTo(4f);
  }

  @Test
  void readFrom_afterAnyReading_continuesBitForBit() {
    for (int at : new int[] {0, 1, 7, 8, 9, 60, 300}) {
      Normaliser original = gaussian(at, 3, 1, 4);
      Normaliser restored = new Normaliser(1, 100);
      restored.readFrom(new StateReader(bytes(original)));
      float[] other = new float[2];
      for (double x : new double[] {2, Double.NaN, 5, 3}) {
        original.observe(new double[] {x}, item);
        restored.observe(new double[] {x}, other);
        assertThat(other).isEqualTo(item);
      }
      assertThat(bytes(restored)).isEqualTo(bytes(original));
    }
  }

  @Test
  void new_windowTooShort_isRefusedByName() {
    assertThatThrownBy(() -> new Normaliser(1, 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("window")
        .hasMessageContaining("7");
  }

  /** Units do not matter: an affine change of a field leaves its items as they are. */
  @Property(tries = 100)
  void items_ofAnAffinelyChangedField_areTheSame(
      @ForAll @LongRange(min = 0, max = 10_000) long seed,
      @ForAll @DoubleRange(min = 0.01, max = 100) double factor,
      @ForAll @DoubleRange(min = -10, max = 10) double shift) {
    SplittableRandom random = new SplittableRandom(seed);
    Normaliser plain = new Normaliser(1, 50);
    Normaliser changed = new Normaliser(1, 50);
    float[] other = new float[2];
    for (int i = 0; i < 200; i++) {
      double x = random.nextGaussian();
      plain.observe(new double[] {x}, item);
      changed.observe(new double[] {shift * factor + factor * x}, other);
      for (int k = 0; k < 2; k++) {
        assertThat(other[k]).isCloseTo(item[k], within(1e-3f));
      }
    }
  }

  /** Whatever comes, an item is NaN or within its bounds, and scales stay positive and finite. */
  @Property(tries = 200)
  void items_ofAnyValues_stayWithinBounds(@ForAll double[] values) {
    Normaliser normaliser = new Normaliser(1, 16);
    for (double value : values) {
      normaliser.observe(new double[] {value}, item);
      assertThat(Float.isNaN(item[0]) || Math.abs(item[0]) <= Normaliser.WIDEST_LEVEL).isTrue();
      assertThat(Float.isNaN(item[1]) || Math.abs(item[1]) <= Normaliser.WIDEST_CHANGE).isTrue();
      assertThat(normaliser.scale(0)).isPositive().isFinite();
      assertThat(normaliser.changeScale(0)).isPositive().isFinite();
    }
  }

  private static byte[] bytes(Normaliser normaliser) {
    StateWriter out = new StateWriter(64);
    normaliser.writeTo(out);
    return out.toByteArray();
  }
}
