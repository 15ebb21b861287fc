package io.thalweg.model.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whether p-values mean what they say, over a million events of known distributions.
 *
 * <p>Tolerances: a million events give 10,000, 1,000 and 100 expected hits, so chance alone moves
 * the rates by 1 %, 3 % and 10 % (one sigma). The rest is the estimator's: some 290 effective
 * exceedances give the tail's scale an error of 8 % and its shape one of 0.07, which at p = 1e-4 (2
 * % times 1/200, 5.3 scales out) is a factor of 1.3 to 1.5 on either side at a time and partly
 * averages out over 70 memories. The gamma stream's tail is lighter than exponential while the
 * shape is kept at 0 or above, which makes its p-values too large by design: hence the lower bound.
 */
final class TailCalibrationTest {
  private static final int EVENTS = 1_000_000;
  private static final int SETTLED = 20_000;

  @ParameterizedTest
  @EnumSource
  void pValue_stationaryStream_fallsBelowARateAtThatRate(RandomStreams stream) {
    double[] p = pValues(stream.seeded(11), EVENTS + SETTLED);
    assertThat(rate(p, 1e-2)).isCloseTo(1e-2, within(0.1e-2));
    assertThat(rate(p, 1e-3)).isBetween(0.7e-3, 1.3e-3);
    assertThat(rate(p, 1e-4)).isBetween(0.25e-4, 1.8e-4);
  }

  @ParameterizedTest
  @EnumSource
  void pValue_stationaryStream_isUniformInTheBulk(RandomStreams stream) {
    double[] p = pValues(stream.seeded(12), 300_000);
    for (double level = 0.05; level < 0.96; level += 0.05) {
      // Kolmogorov's 99.9 % bound at 280,000 events is 0.004; the rest is for bins and decay
      assertThat(rate(p, level)).as("p < %s", level).isCloseTo(level, within(0.01));
    }
  }

  @ParameterizedTest
  @EnumSource
  void pValue_firstThousandsOfEvents_alertsLittle(RandomStreams stream) {
    int alerts = 0;
    int seeds = 40;
    for (int seed = 0; seed < seeds; seed++) {
      TailCalibrator calibrator = new TailCalibrator(CalibrationSettings.DEFAULT);
      alerts += alerts(calibrator, stream.seeded(1_000 + seed), 1, 5_000);
    }
    // 0.48 is nominal. A tail fitted to 50 exceedances errs by a factor of several at p = 1e-4, and
    // misses cost more than they save: eight times nominal is allowed.
    assertThat(alerts / (double) seeds).isLessThan(4);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-3, 1e3, Double.POSITIVE_INFINITY})
  void observe_firstValueFarFromTheRest_doesNotSpoilTheWarmup(double first) {
    int alerts = 0;
    for (int seed = 0; seed < 100; seed++) {
      TailCalibrator calibrator = new TailCalibrator(CalibrationSettings.DEFAULT);
      calibrator.observe(first);
      alerts += alerts(calibrator, RandomStreams.EXPONENTIAL.seeded(2_000 + seed), 1, 1_000);
    }
    assertThat(alerts / 100.0).as("0.08 is nominal").isLessThan(0.8);
  }

  @Test
  void pValue_shorterMemory_isStillCalibrated() {
    TailCalibrator calibrator = new TailCalibrator(CalibrationSettings.DEFAULT.withHalfLife(2_000));
    DoubleSupplier stream = RandomStreams.GAMMA_38.seeded(13);
    alerts(calibrator, stream, 1, SETTLED);
    assertThat(alerts(calibrator, stream, 1, EVENTS)).isBetween(25, 250);
  }

  private static double[] pValues(DoubleSupplier stream, int events) {
    TailCalibrator calibrator = new TailCalibrator(CalibrationSettings.DEFAULT);
    double[] p = new double[events - SETTLED];
    for (int i = 0; i < events; i++) {
      double x = stream.getAsDouble();
      if (i >= SETTLED) {
        p[i - SETTLED] = calibrator.pValue(x);
      }
      calibrator.observe(x);
    }
    return p;
  }

  private static double rate(double[] p, double level) {
    return Arrays.stream(p).filter(v -> v < level).count() / (double) p.length;
  }

  static int alerts(TailCalibrator calibrator, DoubleSupplier stream, double scale, int events) {
    int alerts = 0;
    for (int i = 0; i < events; i++) {
      double x = scale * stream.getAsDouble();
      if (calibrator.isWarm() && calibrator.pValue(x) < 1e-4) {
        alerts++;
      }
      calibrator.observe(x);
    }
    return alerts;
  }
}
