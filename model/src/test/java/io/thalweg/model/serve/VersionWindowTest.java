package io.thalweg.model.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.testing.Snapshots;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The version decided at record {@code k * P} serves from record {@code (k + 1) * P}. */
final class VersionWindowTest {
  private final VersionWindow window = new VersionWindow(100);

  private static Scorer decidedAt(long boundary) {
    return new Scorer(Snapshots.untrained(boundary, boundary, Map.of()));
  }

  private long served(long offset) {
    return window.at(offset).map(scorer -> scorer.snapshot().boundary()).orElse(0L);
  }

  @Test
  void at_beforeAnyVersion_isEmpty() {
    assertThat(window.at(0)).isEmpty();
    assertThat(window.at(1_000_000)).isEmpty();
  }

  @Test
  void at_oneIntervalAfterTheDecision_theVersionServes() {
    window.add(decidedAt(1));

    assertThat(served(100)).isZero();
    assertThat(served(199)).isZero();
    assertThat(served(200)).isEqualTo(1);
  }

  @Test
  void at_severalVersionsKnown_theNewestDecidedOneIntervalAgoServes() {
    window.add(decidedAt(1));
    window.add(decidedAt(2));
    window.add(decidedAt(5));

    assertThat(served(250)).isEqualTo(1);
    assertThat(served(300)).isEqualTo(2);
    assertThat(served(599)).as("3 and 4 were not published").isEqualTo(2);
    assertThat(served(600)).isEqualTo(5);
    assertThat(served(10_000)).isEqualTo(5);
  }

  /** A version that comes early (the follower is ahead) serves as one that comes just in time. */
  @Test
  void at_versionsAddedEarlyOrLate_servesTheSame() {
    VersionWindow early = new VersionWindow(100);
    for (int k = 1; k <= 9; k++) {
      early.add(decidedAt(k));
    }
    for (long offset = 0; offset < 1_000; offset++) {
      if (offset >= 100 && offset % 100 == 0) {
        window.add(decidedAt(offset / 100));
      }
      long expected = early.at(offset).map(s -> s.snapshot().boundary()).orElse(0L);
      assertThat(served(offset)).as("offset %d", offset).isEqualTo(expected);
    }
  }

  @Test
  void boundaryFor_offset_isTheOneBeforeItsOwnInterval() {
    assertThat(window.boundaryFor(99)).isEqualTo(-1);
    assertThat(window.boundaryFor(199)).isZero();
    assertThat(window.boundaryFor(200)).isEqualTo(1);
  }
}
