package io.thalweg.model.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class GammaTest {
  private static final double EULER = 0.57721566490153286;
  private static final double STATED_ERROR = 1e-10;

  @Test
  void logGamma_wholeAndHalfArguments_givesKnownValues() {
    assertLogGamma(1, 0);
    assertLogGamma(2, 0);
    assertLogGamma(5, Math.log(24));
    assertLogGamma(0.5, 0.5 * Math.log(Math.PI));
    assertLogGamma(2.5, Math.log(0.75 * Math.sqrt(Math.PI)));
    // 20! is exact in a long
    assertLogGamma(21, Math.log(2432902008176640000d));
  }

  @Test
  void digamma_wholeAndHalfArguments_givesKnownValues() {
    assertDigamma(1, -EULER);
    assertDigamma(2, 1 - EULER);
    assertDigamma(0.5, -EULER - 2 * Math.log(2));
    assertDigamma(
        9, 1 + 1 / 2.0 + 1 / 3.0 + 1 / 4.0 + 1 / 5.0 + 1 / 6.0 + 1 / 7.0 + 1 / 8.0 - EULER);
  }

  /** Legendre's duplication ties arguments below the shift to arguments above it. */
  @Property
  void logGamma_doubledArgument_satisfiesTheDuplicationFormula(
      @ForAll @DoubleRange(min = 0.05, max = 60) double x) {
    double left = Gamma.logGamma(x) + Gamma.logGamma(x + 0.5);
    double right = (1 - 2 * x) * Math.log(2) + 0.5 * Math.log(Math.PI) + Gamma.logGamma(2 * x);
    assertThat(left).isCloseTo(right, within(3 * STATED_ERROR));
  }

  @Property
  void digamma_anyArgument_isTheSlopeOfLogGamma(
      @ForAll @DoubleRange(min = 0.5, max = 60) double x) {
    double h = 1e-4;
    double slope = (Gamma.logGamma(x + h) - Gamma.logGamma(x - h)) / (2 * h);
    // h^2/6 times the third derivative, at most 17 at 0.5, and rounding of values up to 180 over h
    assertThat(Gamma.digamma(x)).isCloseTo(slope, within(1e-7));
  }

  private static void assertLogGamma(double x, double expected) {
    assertThat(Gamma.logGamma(x)).as("logGamma(%s)", x).isCloseTo(expected, within(STATED_ERROR));
  }

  private static void assertDigamma(double x, double expected) {
    assertThat(Gamma.digamma(x)).as("digamma(%s)", x).isCloseTo(expected, within(STATED_ERROR));
  }
}
