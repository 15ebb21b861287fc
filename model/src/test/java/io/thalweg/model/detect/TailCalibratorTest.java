package io.thalweg.model.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of the calibrator; its statistics have their own tests. */
final class TailCalibratorTest {
  private final TailCalibrator calibrator = new TailCalibrator(CalibrationSettings.DEFAULT);

  @Test
  void pValue_beforeWarmup_isRefused() {
    feed(calibrator, RandomStreams.EXPONENTIAL.seeded(1), 199);
    assertThat(calibrator.isWarm()).isFalse();
    assertThatThrownBy(() -> calibrator.pValue(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("200")
        .hasMessageContaining("199");
    calibrator.observe(1);
    assertThat(calibrator.isWarm()).isTrue();
    assertThat(calibrator.pValue(1)).isBetween(0.1, 0.9);
  }

  @ParameterizedTest
  @EnumSource
  void pValue_anyTwoValues_neverRisesAndIsNeverZero(RandomStreams stream) {
    for (int events : new int[] {200, 1_000, 30_000}) {
      feed(calibrator, stream.seeded(2), events);
      double last = calibrator.pValue(0);
      assertThat(last).isEqualTo(1);
      for (double x = 1e-5; x < 1e9; x *= 1.001) {
        double p = calibrator.pValue(x);
        assertThat(p).as("p of %s", x).isPositive().isLessThanOrEqualTo(last);
        last = p;
      }
      assertThat(calibrator.pValue(Double.POSITIVE_INFINITY)).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource
  void pValue_acrossAllSeams_isContinuous(RandomStreams stream) {
    feed(calibrator, stream.seeded(4), 30_000);
    for (double x = 0.01; x < 1e4; x *= 1.003) {
      // where the density is smooth, a step of one part in a million moves p by little of itself
      double here = calibrator.pValue(x);
      double there = calibrator.pValue(x * (1 + 1e-6));
      assertThat(there).as("p of %s", x).isGreaterThanOrEqualTo(here * (1 - 1e-3));
    }
  }

  @Test
  void readFrom_writtenState_continuesBitForBit() {
    DoubleSupplier stream = RandomStreams.PARETO_4.seeded(5);
    feed(calibrator, stream, 12_345);
    TailCalibrator restored = copy(calibrator);
    for (int i = 0; i < 5_000; i++) {
      double x = (i > 1_000 && i < 3_000 ? 20 : 1) * stream.getAsDouble(); // over a restart too
      if (calibrator.isWarm()) {
        assertThat(restored.pValue(x)).isEqualTo(calibrator.pValue(x));
      }
      calibrator.observe(x);
      restored.observe(x);
    }
    assertThat(calibrator.restarts()).isPositive();
    assertThat(bytes(restored)).isEqualTo(bytes(calibrator));
  }

  @Test
  void writeTo_threeStatistics_takeAtMostThreeAndAHalfKilobytes() {
    assertThat(bytes(calibrator)).hasSize(TailCalibrator.BYTES);
    assertThat(SurpriseCalibrator.BYTES).isLessThanOrEqualTo(3_584);
  }

  @Test
  void observe_constantStream_isOrdinaryAndAnythingLargerIsNot() {
    feed(calibrator, () -> 5, 3_000);
    assertThat(calibrator.pValue(5)).isGreaterThan(0.5);
    assertThat(calibrator.pValue(10)).isLessThan(1e-4);
  }

  @Test
  void observe_onlyZeros_isOrdinary() {
    feed(calibrator, () -> 0, 3_000);
    assertThat(calibrator.pValue(0)).isEqualTo(1);
    assertThat(calibrator.pValue(1)).isLessThan(1e-2);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, -1, Double.NEGATIVE_INFINITY})
  void observe_notAStatistic_isRefused(double x) {
    assertThatThrownBy(() -> calibrator.observe(x))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("" + x);
  }

  @Test
  void discount_oneHalving_restsOnHalfTheObservations() {
    feed(calibrator, RandomStreams.EXPONENTIAL.seeded(6), 50_000);
    long before = calibrator.effectiveObservations();
    calibrator.discount(1);
    assertThat(calibrator.effectiveObservations()).isBetween(before / 2 - 100, before / 2 + 1);
    assertThat(calibrator.restarts()).isZero();
  }

  @Test
  void discount_toNothing_startsAnew() {
    feed(calibrator, RandomStreams.EXPONENTIAL.seeded(6), 1_000);
    calibrator.discount(30);
    assertThat(calibrator.isWarm()).isFalse();
    assertThat(calibrator.restarts()).isOne();
  }

  @Test
  void observe_afterWarmup_allocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    double[] values =
        DoubleStream.generate(RandomStreams.PARETO_4.seeded(7)).limit(4_096).toArray();
    StudentTTail tail = StudentTTail.of(4);
    double sum = round(values, tail); // classes loaded, state warm
    long before = threads.getThreadAllocatedBytes(thread);
    for (int i = 0; i < 20; i++) {
      sum += round(values, tail);
    }
    long allocated = threads.getThreadAllocatedBytes(thread) - before;
    assertThat(sum).isPositive();
    // 82,000 calls of each; the measuring itself may allocate a little
    assertThat(allocated).isLessThan(8_192);
  }

  private double round(double[] values, StudentTTail tail) {
    double sum = 0;
    for (double x : values) {
      calibrator.observe(x);
      sum += calibrator.isWarm() ? calibrator.pValue(x) : 1;
      sum += tail.surprise(x);
    }
    return sum;
  }

  private static TailCalibrator copy(TailCalibrator original) {
    TailCalibrator copy = new TailCalibrator(CalibrationSettings.DEFAULT);
    copy.readFrom(ByteBuffer.wrap(bytes(original)));
    return copy;
  }

  private static byte[] bytes(TailCalibrator calibrator) {
    ByteBuffer out = ByteBuffer.allocate(TailCalibrator.BYTES);
    calibrator.writeTo(out);
    return out.array();
  }

  private static void feed(TailCalibrator calibrator, DoubleSupplier stream, int events) {
    for (int i = 0; i < events; i++) {
      calibrator.observe(stream.getAsDouble());
    }
  }
}
