package io.thalweg.streams.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DisturbanceTest {

  private static final long MEBIBYTE = 1L << 20;
  private static final Duration VERY_LONG = Duration.ofHours(1);

  private final Path directory;

  DisturbanceTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void report_lengthOver_saysWhatWasDone() throws Exception {
    Disturbance disturbance = Disturbance.start(plan(Duration.ofMillis(200)), Clock.systemUTC());

    Disturbance.Report report = disturbance.report().get(30, TimeUnit.SECONDS);

    assertThat(report.onset()).isEqualTo(disturbance.onset());
    assertThat(report.end()).isAfterOrEqualTo(report.onset().plusMillis(150));
    assertThat(report.memoryBytes()).isEqualTo(8 * MEBIBYTE);
    assertThat(report.diskBytesWritten()).isPositive().isLessThanOrEqualTo(8 * 8 * MEBIBYTE);
    assertThat(report.problems()).isEmpty();
  }

  @Test
  void stop_longPlan_endsEarlyAndLeavesNoFile() throws Exception {
    Disturbance disturbance = Disturbance.start(plan(VERY_LONG), Clock.systemUTC());

    disturbance.stop();

    assertThat(disturbance.report().get(30, TimeUnit.SECONDS).problems()).isEmpty();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void close_longPlan_returnsWhenEverythingIsGivenBack() {
    Disturbance disturbance = Disturbance.start(plan(VERY_LONG), Clock.systemUTC());

    disturbance.close();

    assertThat(disturbance.report()).isCompleted();
  }

  @Test
  void onset_fixedClock_isTheClocksTime() {
    Instant noon = Instant.parse("2026-01-01T12:00:00Z");

    try (Disturbance disturbance =
        Disturbance.start(plan(VERY_LONG), Clock.fixed(noon, ZoneOffset.UTC))) {
      assertThat(disturbance.onset()).isEqualTo(noon);
    }
  }

  @Test
  void report_directoryGone_namesTheLoadThatEndedEarly() throws Exception {
    DisturbancePlan plan =
        new DisturbancePlan(Duration.ofMillis(50), 1, 0, MEBIBYTE, Files.createDirectory(gone()));
    Files.delete(gone());

    Disturbance.Report report =
        Disturbance.start(plan, Clock.systemUTC()).report().get(30, TimeUnit.SECONDS);

    assertThat(report.problems())
        .singleElement()
        .asString()
        .startsWith("The disk load ended early: ");
    assertThat(report.diskBytesWritten()).isZero();
  }

  @Test
  void write_anySize_neverExceedsTheFileSize() throws IOException {
    AtomicInteger looks = new AtomicInteger();

    long written = Loads.write(6 * MEBIBYTE, directory).work(() -> looks.incrementAndGet() < 1000);

    // Blocks of 4 MiB into a file of 6: each block rewrites the same place, until 8 files' worth
    // are written.
    assertThat(written).isEqualTo(48 * MEBIBYTE);
  }

  @Test
  void forThisMachine_anyMachine_isBounded() throws IOException {
    DisturbancePlan plan = DisturbancePlan.forThisMachine(Duration.ofSeconds(5), directory);

    assertThat(plan.cpuThreads())
        .isBetween(1, Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
    assertThat(plan.memoryBytes()).isBetween(0L, 512 * MEBIBYTE);
    assertThat(plan.diskBytes()).isBetween(0L, 256 * MEBIBYTE);
  }

  @Test
  void plan_noLength_isRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan(Duration.ZERO))
        .withMessageContaining("length");
  }

  private DisturbancePlan plan(Duration length) {
    return new DisturbancePlan(length, 1, 8 * MEBIBYTE, 8 * MEBIBYTE, directory);
  }

  private Path gone() {
    return directory.resolve("gone");
  }
}
