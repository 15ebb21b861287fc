package io.thalweg.model.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private final Schedule inverseRoot =
      Schedule.warmUp(0.01, 10, new InverseSquareRoot(0.01, 100, 0.2));

  @Test
  void rate_warmUpHoldDecayFloor_givesTheNumbersOfTheFormula() {
    assertRate(inverseRoot, 0, 0.001); // 1/10 of the peak
    assertRate(inverseRoot, 4, 0.005);
    assertRate(inverseRoot, 9, 0.01);
    assertRate(inverseRoot, 99, 0.01); // end of the hold
    assertRate(inverseRoot, 399, 0.005); // sqrt(100/400)
    assertRate(inverseRoot, 2499, 0.002); // sqrt(100/2500) = floor
    assertRate(inverseRoot, Long.MAX_VALUE - 1, 0.002);
  }

  @Property
  void rate_afterWarmUp_neverRisesNorLeavesItsRange(
      @ForAll @LongRange(min = 9, max = 1L << 40) long step) {
    assertThat(inverseRoot.rate(step + 1))
        .isLessThanOrEqualTo(inverseRoot.rate(step))
        .isBetween(0.002, 0.01);
  }

  @Test
  void rate_constant_isTheSameAlways() {
    assertRate(Schedule.constant(0.3), 0, 0.3);
    assertRate(Schedule.constant(0.3), Long.MAX_VALUE - 1, 0.3);
  }

  @Test
  void rate_cosine_fallsFromThePeakToTheFloorAndStays() {
    Schedule cosine = new Cosine(0.1, 100, 0.2);

    assertRate(cosine, 0, 0.1);
    assertRate(cosine, 25, 0.1 * (0.2 + 0.8 * (1 + Math.sqrt(0.5)) / 2));
    assertRate(cosine, 50, 0.06);
    assertRate(cosine, 100, 0.02);
    assertRate(cosine, 1_000_000, 0.02);
  }

  @Test
  void rate_linear_fallsToTheFloorAndStays() {
    Schedule linear = new Linear(0.1, 100, 0.2);

    assertRate(linear, 0, 0.1);
    assertRate(linear, 25, 0.075);
    assertRate(linear, 80, 0.02);
    assertRate(linear, 1_000_000, 0.02);
  }

  @Test
  void rate_restarts_beginAtThePeakWithLongerAndLongerPeriods() {
    Schedule restarts = new CosineRestarts(0.1, 10, 2, 0);

    for (long start : new long[] {0, 10, 30, 70, 150, 10 * ((1L << 40) - 1)}) {
      assertThat(restarts.rate(start)).as("rate(%d)", start).isCloseTo(0.1, within(1e-6));
    }
    assertRate(restarts, 5, 0.05);
    assertRate(restarts, 20, 0.05);
    assertRate(restarts, 50, 0.05);
    assertThat(restarts.rate(9)).isLessThan(0.003);
    assertThat(restarts.rate(29)).isLessThan(0.001);
  }

  @Test
  void rate_restartsOfOneLength_repeat() {
    Schedule restarts = new CosineRestarts(0.1, 10, 1, 0.1);

    for (long step = 0; step < 10; step++) {
      assertThat(restarts.rate(step + 70)).isEqualTo(restarts.rate(step));
      assertThat(restarts.rate(step)).isEqualTo(new Cosine(0.1, 10, 0.1).rate(step));
    }
  }

  @Property
  void rate_restarts_neverLeaveTheirRange(@ForAll @LongRange(min = 0, max = 1L << 40) long step) {
    assertThat(new CosineRestarts(0.1, 7, 1.5, 0.1).rate(step)).isBetween(0.01, 0.1);
  }

  @Test
  void create_outOfRange_isRefusedWithTheValue() {
    assertThatThrownBy(() -> Schedule.constant(0)).hasMessageContaining("not 0.0");
    assertThatThrownBy(() -> Schedule.constant(Double.NaN)).hasMessageContaining("not NaN");
    assertThatThrownBy(() -> Schedule.warmUp(0.1, 0, t -> 1))
        .hasMessage("warmUp must be at least 1, not 0");
    assertThatThrownBy(() -> new InverseSquareRoot(0.1, 0, 0)).hasMessageContaining("hold");
    assertThatThrownBy(() -> new InverseSquareRoot(0.1, 1, 1.5)).hasMessageContaining("not 1.5");
    assertThatThrownBy(() -> new Cosine(0.1, 0, 0)).hasMessageContaining("steps");
    assertThatThrownBy(() -> new CosineRestarts(0.1, 1, 0.5, 0)).hasMessageContaining("not 0.5");
  }

  private static void assertRate(Schedule schedule, long step, double expected) {
    assertThat(schedule.rate(step)).as("rate(%d)", step).isCloseTo(expected, within(1e-15));
  }
}
