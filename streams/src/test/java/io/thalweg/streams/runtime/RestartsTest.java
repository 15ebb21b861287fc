package io.thalweg.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RestartsTest {
  private long now = Long.MAX_VALUE - Duration.ofMinutes(3).toNanos(); // nanoTime may overflow

  private final Restarts restarts = new Restarts(2, Duration.ofMinutes(10), () -> now);

  @Test
  void allow_tooManyWithinTheTime_isFalse() {
    assertThat(restarts.allow()).isTrue();
    pass(Duration.ofMinutes(5));
    assertThat(restarts.allow()).isTrue();
    pass(Duration.ofMinutes(5).minusNanos(1));

    assertThat(restarts.allow()).isFalse();
  }

  /** They used to be counted for the life of the process. */
  @Test
  void allow_longAfterTheLast_isTrueForEver() {
    for (int day = 0; day < 100; day++) {
      assertThat(restarts.allow()).isTrue();
      assertThat(restarts.allow()).isTrue();
      pass(Duration.ofDays(1));
    }
  }

  @Test
  void allow_refused_isNotCounted() {
    restarts.allow();
    pass(Duration.ofMinutes(9));
    restarts.allow();
    assertThat(restarts.allow()).isFalse();
    pass(Duration.ofMinutes(1));

    assertThat(restarts.allow()).as("the first is ten minutes ago").isTrue();
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
