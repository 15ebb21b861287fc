package io.thalweg.streams.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The arithmetic of readings, on made-up sources. */
final class HostTelemetryTest {

  private static final class FakeSource implements MetricSource {

    private double level = Double.NaN;
    private double counter;
    private double user;
    private double idle;
    private int refreshes;

    @Override
    public void refresh() {
      refreshes++;
    }

    @Override
    public List<Metric> metrics() {
      return List.of(
          Metric.level("level", () -> level),
          Metric.rate("rate", () -> counter),
          Metric.share("user", () -> user),
          Metric.share("idle", () -> idle));
    }
  }

  private final FakeSource source = new FakeSource();
  private final AtomicLong nanos = new AtomicLong();
  private final HostTelemetry telemetry = new HostTelemetry(List.of(source), nanos::get);

  @Test
  void fields_always_areTheMetricsInOrder() {
    assertThat(telemetry.fields()).containsExactly("level", "rate", "user", "idle");
  }

  @Test
  void read_firstTime_hasLevelsButNoRates() {
    source.level = 3;

    assertThat(telemetry.read()).containsExactly(3, Double.NaN, Double.NaN, Double.NaN);
  }

  @Test
  void read_counterGrew_isGrowthPerSecond() {
    telemetry.read();
    passMillis(50);
    source.counter = 20;

    assertThat(telemetry.read()[1])
        .as("20 in a twentieth of a second")
        .isCloseTo(400, within(1e-9));
  }

  @Test
  void read_sharesGrew_areTheirPartsOfTheGrowth() {
    telemetry.read();
    passMillis(50);
    source.user = 30;
    source.idle = 90;

    double[] values = telemetry.read();

    assertThat(values[2]).isCloseTo(0.25, within(1e-12));
    assertThat(values[3]).isCloseTo(0.75, within(1e-12));
  }

  @Test
  void read_idleTimeSteppedBack_countsAsNoGrowth() {
    source.idle = 100;
    telemetry.read();
    passMillis(50);
    source.idle = 99;
    source.user = 10;

    assertThat(telemetry.read()).endsWith(1.0, 0.0);
  }

  @Test
  void read_figureTheSystemDoesNotHave_isNaN() {
    source.level = -1;

    assertThat(telemetry.read()[0]).isNaN();
  }

  @Test
  void read_eachTime_refreshesOnceAndReturnsANewArray() {
    double[] first = telemetry.read();
    double[] second = telemetry.read();

    assertThat(source.refreshes).isEqualTo(2);
    assertThat(second).isNotSameAs(first);
  }

  private void passMillis(long millis) {
    nanos.addAndGet(millis * 1_000_000);
  }
}
