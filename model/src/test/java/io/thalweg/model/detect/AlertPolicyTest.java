package io.thalweg.model.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.detect.AlertPolicy.Decision;
import io.thalweg.model.detect.AlertPolicy.Verdict;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class AlertPolicyTest {
  private static final AlertPolicy POLICY = new AlertPolicy(1e-4, 1e-3, 3, Duration.ofSeconds(5));

  @Test
  void decide_ordinaryEvents_staysQuiet() {
    assertThat(decisions(1_000, 0.5, 1e-4, 2e-4)).containsOnly(Decision.QUIET);
  }

  @Test
  void decide_oneIncidentOfManyEvents_isRaisedOnce() {
    // below the rate, then only below release: the hysteresis prolongs it
    assertThat(decisions(1_000, 1e-5, 1e-6, 5e-4, 1e-5, 0.5))
        .containsExactly(
            Decision.RAISED, Decision.OPEN, Decision.OPEN, Decision.OPEN, Decision.OPEN);
  }

  @Test
  void decide_quietLongEnough_closesAndTheNextIncidentIsRaised() {
    assertThat(decisions(2_000, 1e-5, 0.5, 0.5, 0.5, 1e-5))
        .containsExactly(
            Decision.RAISED, Decision.OPEN, Decision.OPEN, Decision.CLOSED, Decision.RAISED);
  }

  /** Regression: a false alert just before a real incident covered it by its cool-down. */
  @Test
  void decide_farWorseAfterARespite_isAnotherIncident() {
    assertThat(decisions(100, 1e-5, 0.5, 0.5, 0.5, 0.5, 0.5, 9e-8, 1e-9))
        .startsWith(Decision.RAISED)
        .endsWith(Decision.OPEN, Decision.RAISED, Decision.OPEN);
  }

  @Test
  void decide_farWorseWithoutARespite_isTheSameIncident() {
    assertThat(decisions(100, 1e-5, 0.5, 0.5, 0.5, 0.5, 9e-8, 1e-12))
        .endsWith(Decision.OPEN, Decision.OPEN, Decision.OPEN);
  }

  @Test
  void decide_littleWorseAfterARespite_isTheSameIncident() {
    assertThat(decisions(100, 1e-5, 0.5, 0.5, 0.5, 0.5, 0.5, 2e-7)).endsWith(Decision.OPEN);
  }

  @Test
  void decide_enoughQuietEventsInTooLittleTime_staysOpen() {
    assertThat(decisions(100, 1e-5, 0.5, 0.5, 0.5, 0.5, 0.5)).doesNotContain(Decision.CLOSED);
  }

  @Test
  void decide_enoughTimeWithTooFewEvents_staysOpen() {
    assertThat(decisions(60_000, 1e-5, 0.5, 0.5)).doesNotContain(Decision.CLOSED);
  }

  @Test
  void decide_lateEvent_doesNotMoveTheClockBack() {
    AlertState state = POLICY.decide(AlertState.QUIET, 1e-5, 10_000).state();
    AlertState late = POLICY.decide(state, 1e-6, 3_000).state();
    assertThat(late.lastLowMillis()).isEqualTo(10_000);
    assertThat(late.lowestP()).isEqualTo(1e-6);
    assertThat(late.lowEvents()).isEqualTo(2);
  }

  @Test
  void ofRate_everyRate_isAValidPolicy() {
    for (double rate : new double[] {1e-8, 1e-4, 1e-3, 0.01}) {
      assertThat(AlertPolicy.ofRate(rate).rate()).isEqualTo(rate);
    }
  }

  @Test
  void create_releaseThatChanceWouldPass_isRefused() {
    assertThatThrownBy(() -> new AlertPolicy(1e-3, 0.05, 100, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("release * quietEvents must be at most 1");
  }

  @Property
  void decide_anySequence_neitherClosesNorGoesOnWithoutAnIncident(
      @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 7) Integer> logs,
      @ForAll @IntRange(min = 0, max = 5_000) int stepMillis) {
    boolean open = false;
    double[] p = logs.stream().mapToDouble(log -> Math.pow(10, -log)).toArray();
    for (Decision decision : decisions(stepMillis, p)) {
      if (decision != Decision.RAISED) {
        assertThat(decision == Decision.OPEN || decision == Decision.CLOSED).isEqualTo(open);
      }
      open = decision == Decision.RAISED || decision == Decision.OPEN;
    }
  }

  @Property
  void readFrom_writtenState_isEqual(
      @ForAll long opened, @ForAll long low, @ForAll @DoubleRange(min = -300, max = 0) double log) {
    AlertState state = new AlertState(true, opened, low, low, 3, 2, Math.pow(10, log));
    ByteBuffer bytes = ByteBuffer.allocate(AlertState.BYTES);
    state.writeTo(bytes);
    assertThat(bytes.hasRemaining()).isFalse();
    assertThat(AlertState.readFrom(bytes.flip())).isEqualTo(state);
  }

  private static List<Decision> decisions(int stepMillis, double... p) {
    List<Decision> decisions = new ArrayList<>();
    AlertState state = AlertState.QUIET;
    for (int i = 0; i < p.length; i++) {
      Verdict verdict = POLICY.decide(state, p[i], 1_000_000L + (long) i * stepMillis);
      decisions.add(verdict.decision());
      state = verdict.state();
    }
    return decisions;
  }
}
