package io.thalweg.streams.cli.bench.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RaceTest {
  private static final long NANOS_PER_MICRO = 1_000;

  @Test
  void run_contestantsOfKnownSpeed_findsTheirTimes() {
    Map<Library, Contestant> contestants = new EnumMap<>(Library.class);
    contestants.put(Library.THALWEG, repetitions -> repetitions * 5 * NANOS_PER_MICRO);
    contestants.put(Library.DL4J, repetitions -> repetitions * 40_000 * NANOS_PER_MICRO);

    Map<Library, Timing> timings = new Race(new CoreBenchOptions(3, 10)).run(contestants);

    assertThat(timings.get(Library.THALWEG)).isEqualTo(new Timing(5, 5));
    assertThat(timings.get(Library.DL4J)).isEqualTo(new Timing(40_000, 40_000));
  }

  @Test
  void of_roundsInAnyOrder_givesBestAndMiddle() {
    assertThat(Timing.of(new double[] {7, 3, 9})).isEqualTo(new Timing(3, 7));
    assertThat(Timing.of(new double[] {4, 2})).isEqualTo(new Timing(2, 4));
    assertThatThrownBy(() -> Timing.of(new double[0])).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void row_timings_givesRatiosOfBestTimes() {
    CoreReport.Row row =
        new CoreReport.Row(
            new GruShape(),
            Work.STEP,
            Map.of(
                Library.THALWEG, new Timing(100, 110),
                Library.SGEMM, new Timing(60, 70),
                Library.LIBTORCH, new Timing(200, 300)));

    assertThat(row.ratio(Library.LIBTORCH)).isEqualTo(0.5);
    assertThat(row.limitShare()).isCloseTo(0.6, within(1e-12));
    assertThat(row.has(Library.DL4J)).isFalse();
    assertThatThrownBy(() -> row.ratio(Library.DL4J)).hasMessage("dl4j did not take part");
  }
}
