package io.thalweg.streams.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CounterWindowTest {

  private static final long MILLI = 1_000_000;

  private final CounterWindow window = new CounterWindow(Duration.ofMillis(250));

  @Test
  void growth_oneReading_isUnknown() {
    add(0, 7);

    assertThat(window.growth(0)).isNaN();
    assertThat(window.seconds()).isZero();
  }

  @Test
  void growth_windowNotYetFull_isSinceTheFirstReading() {
    add(0, 10);
    add(50, 14);

    assertThat(window.growth(0)).isEqualTo(4);
    assertThat(window.seconds()).isCloseTo(0.050, within(1e-9));
  }

  @Test
  void growth_readingsEvery50Millis_isOverTheLast250() {
    // One per millisecond, and a jump of 1000 between 100 and 150 ms.
    for (int millis = 0; millis <= 400; millis += 50) {
      add(millis, millis + (millis >= 150 ? 1000 : 0));
    }

    assertThat(window.seconds()).isCloseTo(0.250, within(1e-9));
    assertThat(window.growth(0)).as("the jump lies before the base at 150 ms").isEqualTo(250);
  }

  @Test
  void growth_longPause_isOverThePause() {
    add(0, 0);
    add(50, 50);
    add(3050, 3050);

    assertThat(window.seconds()).isCloseTo(3.0, within(1e-9));
    assertThat(window.growth(0)).isEqualTo(3000);
  }

  @Test
  void growth_counterReset_isUnknownUntilTheResetLeavesTheWindow() {
    add(0, 1000);
    add(100, 5);
    assertThat(window.growth(0)).isNaN();

    add(200, 6);
    add(350, 8);

    assertThat(window.growth(0)).as("5 at 100 ms to 8 at 350 ms").isEqualTo(3);
  }

  private void add(long millis, double counter) {
    window.add(millis * MILLI, new double[] {counter});
  }
}
