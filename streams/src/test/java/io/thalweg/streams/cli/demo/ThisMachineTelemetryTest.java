package io.thalweg.streams.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real machine: whatever it is, its readings must be plausible, and real work must show in
 * them.
 */
final class ThisMachineTelemetryTest {

  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final Duration PERIOD = Duration.ofMillis(50);

  private final HostTelemetry telemetry = HostTelemetry.ofThisMachine(System::nanoTime);

  @Test
  void read_afterWarmUp_hasTwentyFiniteFiguresOrMore() {
    double[] values = readAfterWarmUp();

    assertThat(telemetry.fields()).doesNotHaveDuplicates().hasSameSizeAs(values);
    assertThat(Arrays.stream(values).filter(Double::isFinite).count()).isGreaterThanOrEqualTo(20);
    assertThat(Arrays.stream(values).filter(Double::isFinite)).allMatch(value -> value >= 0);
  }

  @Test
  void read_afterWarmUp_processorSharesAddUpToOne() {
    double[] values = readAfterWarmUp();
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += telemetry.fields().get(i).startsWith("cpu.") ? values[i] : 0;
    }

    assertThat(sum).isCloseTo(1, within(1e-9));
  }

  @Test
  void read_memory_isThatOfARunningMachine() {
    double[] values = readAfterWarmUp();

    assertThat(value(values, "memory.used")).isGreaterThan(value(values, "jvm.heap_used"));
    assertThat(value(values, "process.resident")).isGreaterThan(10 << 20);
    assertThat(value(values, "jvm.heap_used")).isGreaterThanOrEqualTo(1 << 20);
  }

  @Test
  void read_newReading_isNotARepeatedOne() {
    double[] first = readAfterWarmUp();
    double[] second = first;
    long end = deadline();
    while (second[field("cpu.user")] == first[field("cpu.user")] && System.nanoTime() < end) {
      second = readAfterPeriod();
    }

    assertThat(second[field("cpu.user")]).isNotEqualTo(first[field("cpu.user")]);
  }

  @Test
  void read_duringADisturbance_showsItsWork(@TempDir Path directory) {
    int allCores = Runtime.getRuntime().availableProcessors();
    DisturbancePlan plan = new DisturbancePlan(DEADLINE, allCores, 64 << 20, 16 << 20, directory);
    double[] most = new double[telemetry.fields().size()];
    try (Disturbance disturbance = Disturbance.start(plan, Clock.systemUTC())) {
      long end = deadline();
      while (!showsWork(most) && System.nanoTime() < end) {
        double[] values = readAfterPeriod();
        Arrays.setAll(most, i -> larger(most[i], values[i]));
      }
      assertThat(disturbance.onset()).isNotNull();
    }

    assertThat(value(most, "process.cpu_user")).as("cores busy in this process").isGreaterThan(0.5);
    assertThat(value(most, "cpu.user")).as("share of all processor time").isGreaterThan(0.25);
    assertThat(value(most, "process.write_bytes")).isGreaterThan(1 << 20);
  }

  private static double larger(double most, double value) {
    return value > most ? value : most; // NaN is not larger
  }

  private boolean showsWork(double[] most) {
    return value(most, "process.cpu_user") > 0.5
        && value(most, "cpu.user") > 0.25
        && value(most, "process.write_bytes") > (1 << 20);
  }

  private double[] readAfterWarmUp() {
    telemetry.read();
    double[] values = readAfterPeriod();
    long end = deadline();
    while (Double.isNaN(value(values, "cpu.user")) && System.nanoTime() < end) {
      values = readAfterPeriod();
    }
    return values;
  }

  private double[] readAfterPeriod() {
    LockSupport.parkNanos(PERIOD.toNanos());
    return telemetry.read();
  }

  private double value(double[] values, String name) {
    return values[field(name)];
  }

  private int field(String name) {
    int field = telemetry.fields().indexOf(name);
    assertThat(field).as(name).isNotNegative();
    return field;
  }

  private static long deadline() {
    return System.nanoTime() + DEADLINE.toNanos();
  }
}
