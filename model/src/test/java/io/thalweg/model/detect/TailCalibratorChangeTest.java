package io.thalweg.model.detect;

import static io.thalweg.model.detect.TailCalibrationTest.alerts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What incidents, outliers and changing scorers do to the calibration. */
final class TailCalibratorChangeTest {
  private static final int LONG = 60_000;
  private final TailCalibrator calibrator = new TailCalibrator(CalibrationSettings.DEFAULT);

  @ParameterizedTest
  @EnumSource(names = {"EXPONENTIAL", "GAMMA_38", "MAX_OF_38", "LOG_NORMAL"})
  void observe_incidentOf500Events_doesNotBecomeNormal(RandomStreams stream) {
    DoubleSupplier source = stream.seeded(21);
    alerts(calibrator, source, 1, LONG);
    double threshold = valueAt(1e-4);
    assertThat(alerts(calibrator, source, 10, 500)).as("it is an incident").isPositive();
    assertThat(valueAt(1e-4)).as("right after").isLessThan(2 * threshold);
    alerts(calibrator, source, 1, 20_000);
    assertThat(valueAt(1e-4)).as("two half-lives on").isBetween(0.75 * threshold, 1.3 * threshold);
    assertThat(calibrator.restarts()).isZero();
  }

  @Test
  void observe_blatantIncident_alertsToItsLastEvent() {
    DoubleSupplier source = RandomStreams.GAMMA_38.seeded(22);
    alerts(calibrator, source, 1, LONG);
    assertThat(alerts(calibrator, source, 10, 500)).isEqualTo(500);
    // An unprotected sketch would hold 3 % incident now, and its 98 % quantile would be in it.
    assertThat(calibrator.pValue(100)).isLessThan(1e-4);
  }

  @Test
  void observe_everyOtherEventWrong_doesNotBecomeNormal() {
    DoubleSupplier source = RandomStreams.GAMMA_38.seeded(23);
    alerts(calibrator, source, 1, LONG);
    int found = 0;
    for (int i = 0; i < 250; i++) {
      found += alerts(calibrator, source, 1, 1) + alerts(calibrator, source, 10, 1);
    }
    assertThat(found).isGreaterThanOrEqualTo(250);
  }

  @Test
  void observe_oneAbsurdValue_hardlyMovesTheTail() {
    alerts(calibrator, RandomStreams.GAMMA_38.seeded(24), 1, LONG);
    double threshold = valueAt(1e-4);
    calibrator.observe(1e12);
    alerts(calibrator, RandomStreams.GAMMA_38.seeded(25), 1, 64); // past the next fit
    assertThat(valueAt(1e-4)).isLessThan(1.1 * threshold);
  }

  @Test
  void observe_changeThatLastsBeyondPatience_startsAnewAndIsNormalSoonAfter() {
    DoubleSupplier source = RandomStreams.GAMMA_38.seeded(26);
    alerts(calibrator, source, 1, LONG);
    alerts(calibrator, source, 10, 1_300);
    assertThat(calibrator.restarts()).isOne();
    assertThat(calibrator.isWarm()).isTrue();
    assertThat(alerts(calibrator, source, 10, 20_000)).isLessThan(20);
  }

  @ParameterizedTest
  @EnumSource(names = {"EXPONENTIAL", "GAMMA_38", "MAX_OF_38", "LOG_NORMAL"})
  void observe_scaleDoublesAtOnce_isCalibratedAgainAfterTwoHalfLives(RandomStreams stream) {
    DoubleSupplier source = stream.seeded(27);
    alerts(calibrator, source, 1, LONG);
    int burst = alerts(calibrator, source, 2, 20_000);
    assertThat(burst).as("bounded by the patience").isLessThan(1_100);
    int after = alerts(calibrator, source, 2, 100_000);
    assertThat(after).as("ten are nominal").isLessThan(30);
  }

  @ParameterizedTest
  @EnumSource(names = {"EXPONENTIAL", "GAMMA_38", "MAX_OF_38", "LOG_NORMAL"})
  void observe_scaleDoublesSlowly_alertsAtMostFourTimesTheRate(RandomStreams stream) {
    DoubleSupplier source = stream.seeded(28);
    alerts(calibrator, source, 1, LONG);
    assertThat(drift(source, 2)).isLessThan(40);
    double moved = valueAt(1e-2);
    TailCalibrator fresh = new TailCalibrator(CalibrationSettings.DEFAULT);
    alerts(fresh, stream.seeded(29), 1, LONG);
    assertThat(moved).as("the drift really happened").isGreaterThan(1.5 * valueAt(fresh, 1e-2));
  }

  @ParameterizedTest
  @EnumSource(names = {"EXPONENTIAL", "GAMMA_38", "MAX_OF_38", "LOG_NORMAL"})
  void observe_scaleHalvesSlowly_alertsLessAndHearsAgainAfterEightHalfLives(RandomStreams stream) {
    DoubleSupplier source = stream.seeded(30);
    alerts(calibrator, source, 1, LONG);
    double before = valueAt(1e-3);
    assertThat(drift(source, 0.5)).isLessThan(20);
    alerts(calibrator, source, 0.5, 80_000);
    assertThat(valueAt(1e-3)).isBetween(0.35 * before, 0.65 * before);
  }

  @Test
  void observe_learnerThatImprovesFromTheStart_isTrackedWithoutDeafness() {
    DoubleSupplier source = RandomStreams.GAMMA_38.seeded(31);
    for (int i = 0; i < 20_000; i++) {
      alerts(calibrator, source, 1 + 3 * Math.exp(-i / 2_000.0), 1);
    }
    TailCalibrator settled = new TailCalibrator(CalibrationSettings.DEFAULT);
    alerts(settled, source, 1, LONG);
    assertThat(valueAt(1e-3)).isLessThan(1.25 * valueAt(settled, 1e-3));
  }

  @Test
  void discount_scorerKnownToHaveShrunk_hearsSooner() {
    DoubleSupplier source = RandomStreams.GAMMA_38.seeded(32);
    alerts(calibrator, source, 1, LONG);
    TailCalibrator told = new TailCalibrator(CalibrationSettings.DEFAULT);
    alerts(told, RandomStreams.GAMMA_38.seeded(32), 1, LONG);
    told.discount(5);
    DoubleSupplier same = RandomStreams.GAMMA_38.seeded(33);
    alerts(calibrator, RandomStreams.GAMMA_38.seeded(33), 0.5, 30_000);
    alerts(told, same, 0.5, 30_000);
    assertThat(valueAt(told, 1e-2)).isLessThan(0.8 * valueAt(1e-2));
  }

  /** The scale goes geometrically to {@code factor} over ten half-lives: 100,000 events. */
  private int drift(DoubleSupplier source, double factor) {
    int alerts = 0;
    for (int i = 0; i < 100_000; i++) {
      alerts += alerts(calibrator, source, Math.pow(factor, i / 100_000.0), 1);
    }
    return alerts;
  }

  private double valueAt(double p) {
    return valueAt(calibrator, p);
  }

  private static double valueAt(TailCalibrator calibrator, double p) {
    double x = 1e-3;
    while (calibrator.pValue(x) > p) {
      x *= 1.002;
    }
    return x;
  }
}
