package io.thalweg.model.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private final Schedule schedule = new Schedule(0.01, 10, 100, 0.2);

  @Test
  void rate_warmUpHoldDecayFloor_givesTheNumbersOfTheFormula() {
    assertRate(0, 0.001); // 1/10 of the peak
    assertRate(4, 0.005);
    assertRate(9, 0.01);
    assertRate(99, 0.01); // end of the hold
    assertRate(399, 0.005); // sqrt(100/400)
    assertRate(2499, 0.002); // sqrt(100/2500) = floor
    assertRate(Long.MAX_VALUE - 1, 0.002);
  }

  @Property
  void rate_afterWarmUp_neverRisesNorLeavesItsRange(
      @ForAll @LongRange(min = 9, max = 1L << 40) long step) {
    assertThat(schedule.rate(step + 1))
        .isLessThanOrEqualTo(schedule.rate(step))
        .isBetween(0.002, 0.01);
  }

  @Test
  void create_outOfRange_isRefusedWithTheValue() {
    assertThatThrownBy(() -> new Schedule(0, 1, 1, 0)).hasMessageContaining("not 0.0");
    assertThatThrownBy(() -> new Schedule(Double.NaN, 1, 1, 0)).hasMessageContaining("not NaN");
    assertThatThrownBy(() -> new Schedule(0.1, 0, 1, 0)).hasMessageContaining("not 0 and 1");
    assertThatThrownBy(() -> new Schedule(0.1, 1, 1, 1.5)).hasMessageContaining("not 1.5");
  }

  private void assertRate(long step, double expected) {
    assertThat(schedule.rate(step)).as("rate(%d)", step).isCloseTo(expected, within(1e-15));
  }
}
