package io.thalweg.model.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.state.StateReader;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class IncidentWeightTest {
  private final IncidentWeight weight = new IncidentWeight();
  private final SplittableRandom random = new SplittableRandom(1);

  private float usual() {
    return weight.weigh(1 + 0.1 * random.nextGaussian());
  }

  @Test
  void weigh_usualLosses_countInFull() {
    int reduced = 0;
    for (int i = 0; i < 5_000; i++) {
      reduced += usual() < 1 ? 1 : 0;
    }
    // Beyond four deviations: 3e-5 of normal losses, .16 expected; a wandering scale adds some.
    assertThat(reduced).isLessThanOrEqualTo(3);
  }

  @Test
  void weigh_beforeThirtyTwoLosses_countsEverything() {
    for (int i = 0; i < 31; i++) {
      usual();
    }
    assertThat(weight.weigh(1e6)).isEqualTo(1f);
  }

  @Test
  void weigh_anIncident_countsByItsTail() {
    for (int i = 0; i < 500; i++) {
      usual();
    }
    // Eight deviations: (4 / 8)^2; the estimated deviation errs by 1 / sqrt(2 * 256) = 4 %.
    assertThat(weight.weigh(1.8)).isBetween(0.19f, 0.32f);
    assertThat(weight.weigh(1e9)).isEqualTo(0.02f);
    assertThat(weight.weigh(-1e9)).as("better than usual is no incident").isEqualTo(1f);
  }

  @Test
  void weigh_aLastingChange_isLearnedInFullWithinSomeHundredSegments() {
    for (int i = 0; i < 500; i++) {
      usual();
    }
    int until = 0;
    while (weight.weigh(3 + 0.1 * random.nextGaussian()) < 1 && until < 1_000) {
      until++;
    }
    assertThat(until).isBetween(10, 400);
  }

  @Test
  void readFrom_continuesBitForBit() {
    for (int i = 0; i < 50; i++) {
      usual();
    }
    IncidentWeight restored = new IncidentWeight();
    restored.readFrom(new StateReader(Learners.bytes(weight::writeTo)));

    assertThat(restored.weigh(2)).isEqualTo(weight.weigh(2));
    assertThat(Learners.bytes(restored::writeTo)).isEqualTo(Learners.bytes(weight::writeTo));
  }
}
