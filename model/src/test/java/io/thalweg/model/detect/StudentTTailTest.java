package io.thalweg.model.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StudentTTailTest {
  private static final double RELATIVE_ERROR = 1e-4;

  @Test
  void surprise_oneDegreeOfFreedom_isTheCauchyTail() {
    StudentTTail tail = StudentTTail.of(1);
    for (double z : magnitudes(1e-12, 1e12)) {
      // P(|T| >= z) = 1 - 2/pi atan(z); near zero by log1p, far out by the reciprocal.
      double expected =
          z < 1
              ? -Math.log1p(-2 / Math.PI * Math.atan(z))
              : -Math.log(2 / Math.PI * Math.atan(1 / z));
      assertRelative(tail, z, expected);
    }
  }

  @Test
  void surprise_twoDegreesOfFreedom_isTheClosedForm() {
    StudentTTail tail = StudentTTail.of(2);
    for (double z : magnitudes(1e-12, 1e12)) {
      // P = 1 - z / sqrt(2 + z^2) = 2 / (s (s + z)) with s = sqrt(2 + z^2).
      double s = Math.sqrt(2 + z * z);
      double expected = z < 1 ? -Math.log1p(-z / s) : Math.log(s * (s + z) / 2);
      assertRelative(tail, z, expected);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1.3, 2.7, 4, 6.5, 11, 30, 77.7, 200})
  void surprise_anyDegreesOfFreedom_isTheIntegralOfTheDensity(double nu) {
    StudentTTail tail = StudentTTail.of(nu);
    for (double z : magnitudes(1e-4, 1e12)) {
      assertRelative(tail, z, bySimpson(nu, z));
    }
  }

  @Test
  void surprise_farTail_growsAsNuLogZ() {
    StudentTTail tail = StudentTTail.of(7);
    assertThat(tail.surprise(1e12) - tail.surprise(1e9)).isCloseTo(7 * Math.log(1e3), within(1e-9));
  }

  @Property
  void surprise_anyResidual_isSymmetricAndGrowsWithItsSize(
      @ForAll @DoubleRange(min = 1, max = 200) double nu,
      @ForAll @DoubleRange(min = -12, max = 12) double logSize,
      @ForAll @DoubleRange(min = -9, max = 0) double logStep) {
    StudentTTail tail = StudentTTail.of(nu);
    double z = Math.pow(10, logSize);
    double step = Math.pow(10, logStep);
    double here = tail.surprise(z);
    assertThat(here).isNotNegative().isEqualTo(tail.surprise(-z));
    assertThat(tail.surprise(z * (1 + step))).isGreaterThanOrEqualTo(here * (1 - 1e-14));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 3.3, 200})
  void surprise_fineWalkThroughEveryPiece_neverFalls(double nu) {
    StudentTTail tail = StudentTTail.of(nu);
    double last = 0;
    for (double z = 1e-9; z < 1e7; z *= 1.0007) {
      double here = tail.surprise(z);
      assertThat(here).as("z = %s", z).isGreaterThan(last);
      last = here;
    }
  }

  @Test
  void surprise_missingReading_isMissing() {
    assertThat(StudentTTail.of(5).surprise(Double.NaN)).isNaN();
  }

  @Test
  void surprise_infiniteResidual_isThatOfTheLargestFinite() {
    StudentTTail tail = StudentTTail.of(5);
    assertThat(tail.surprise(Double.NEGATIVE_INFINITY))
        .isEqualTo(tail.surprise(Double.MAX_VALUE))
        .isFinite();
  }

  @Test
  void surprise_zeroResidual_isZero() {
    assertThat(StudentTTail.of(5).surprise(0)).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.99, 200.1, Double.NaN})
  void of_nuOutOfRange_namesTheValue(double nu) {
    assertThatThrownBy(() -> StudentTTail.of(nu))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nu must be in [1.0, 200.0], but is " + nu);
  }

  private static void assertRelative(StudentTTail tail, double z, double expected) {
    assertThat(tail.surprise(z))
        .as("nu = %s, z = %s", tail.nu(), z)
        .isCloseTo(expected, within(RELATIVE_ERROR * expected));
  }

  private static double[] magnitudes(double from, double to) {
    int count = 700;
    double[] z = new double[count];
    for (int i = 0; i < count; i++) {
      z[i] = from * Math.pow(to / from, i / (count - 1.0));
    }
    return z;
  }

  /**
   * With t = sqrt(nu) cot(phi) the density becomes sin(phi)^(nu-1), and the tail beyond z its
   * integral from 0 to atan(sqrt(nu) / z), divided by that to pi/2. No gamma function, no beta
   * function: nothing in common with the code under test.
   */
  private static double bySimpson(double nu, double z) {
    return logIntegral(nu, Math.PI / 2) - logIntegral(nu, Math.atan(Math.sqrt(nu) / z));
  }

  /** log of the integral of sin^(nu-1) from 0 to end, by phi = end exp(-w): no underflow. */
  private static double logIntegral(double nu, double end) {
    int steps = 4_000;
    double to = Math.max(1, 80 / nu);
    double h = to / steps;
    double sum = 0;
    for (int i = 0; i <= steps; i++) {
      double w = i * h;
      double phi = end * Math.exp(-w);
      double sinc = Math.sin(phi) / phi;
      double simpson = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
      sum += simpson * Math.exp((nu - 1) * Math.log(sinc) - nu * w);
    }
    return nu * Math.log(end) + Math.log(sum * h / 3);
  }
}
