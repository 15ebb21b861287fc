package io.thalweg.streams.cli.demo;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import oshi.SystemInfo;
import oshi.util.GlobalConfig;

/**
 * This machine's own metrics, read live through OSHI: processor time by mode, load, memory, swap,
 * disk and network traffic, context switches, interrupts, and this process and its JVM.
 *
 * <p>Units: {@code cpu.*} are shares of all processor time, 0 to 1, that add up to 1; {@code
 * process.cpu_*} and {@code disk.busy} are seconds per second; {@code memory.*}, {@code swap.used},
 * {@code process.resident} and {@code jvm.*_used} are bytes; other counters ({@code *_bytes},
 * {@code *_packets}, {@code interrupts} and so on) are per second; {@code load.*} are levels.
 *
 * <p>Left out are figures that stand still for seconds and then jump (threads, loaded classes,
 * collection time, queue lengths): in a minute nothing can be learned of them, and each jump would
 * be a surprise.
 *
 * <p>Counters become rates over a sliding window of {@value #WINDOW_MILLIS} ms, for the reason
 * {@link CounterWindow} gives. The first reading has no rates yet: NaN. NaN is also what a figure
 * is that this operating system does not have, and a rate whose counter went backwards.
 *
 * <p>Cost: 3 to 5 ms of one core per reading, measured on two busy virtual cores of a Linux server
 * with one disk and one network interface; three quarters of it is the enumeration of disks. It
 * grows with the number of disks and interfaces. Not thread-safe.
 */
public final class HostTelemetry implements Telemetry {

  private static final int WINDOW_MILLIS = 90;

  /**
   * Figures of one file of the system are parsed once per reading, and never reused in the next: 50
   * ms is the shortest gap.
   */
  private static final int REUSE_MILLIS = 10;

  private final List<MetricSource> sources;
  private final List<Metric> metrics;
  private final List<String> fields;
  private final LongSupplier nanoTime;
  private final CounterWindow window = new CounterWindow(Duration.ofMillis(WINDOW_MILLIS));

  HostTelemetry(List<MetricSource> sources, LongSupplier nanoTime) {
    this.sources = List.copyOf(sources);
    this.metrics = this.sources.stream().flatMap(source -> source.metrics().stream()).toList();
    this.fields = metrics.stream().map(Metric::name).toList();
    this.nanoTime = nanoTime;
  }

  /**
   * The telemetry of the machine this runs on. Takes about a second, most of it loading native
   * code.
   *
   * @param nanoTime a monotonic clock in nanoseconds, {@code System::nanoTime} outside tests
   */
  public static HostTelemetry ofThisMachine(LongSupplier nanoTime) {
    // Before any other OSHI class is loaded: by default OSHI repeats a figure for 300 ms.
    GlobalConfig.set("oshi.util.memoizer.expiration", REUSE_MILLIS);
    SystemInfo system = new SystemInfo();
    var hardware = system.getHardware();
    return new HostTelemetry(
        List.of(
            new ProcessorMetrics(hardware.getProcessor()),
            new MemoryMetrics(hardware.getMemory()),
            new DeviceMetrics(hardware),
            new ProcessMetrics(system.getOperatingSystem().getCurrentProcess())),
        nanoTime);
  }

  /**
   * The fields' names, the same and in the same order for the life of the process and on every
   * machine.
   */
  @Override
  public List<String> fields() {
    return fields;
  }

  /** One reading, in the order of {@link #fields()}; a new array each time. */
  @Override
  public double[] read() {
    sources.forEach(MetricSource::refresh);
    double[] figures = new double[metrics.size()];
    for (int i = 0; i < figures.length; i++) {
      figures[i] = metrics.get(i).figure();
    }
    window.add(nanoTime.getAsLong(), figures);
    return values(figures);
  }

  private double[] values(double[] figures) {
    double allModes = growthOfShares();
    double[] values = new double[figures.length];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (metrics.get(i).kind()) {
            case LEVEL -> figures[i];
            case RATE -> ratio(window.growth(i), window.seconds());
            case SHARE -> ratio(shareGrowth(i), allModes);
          };
    }
    return values;
  }

  private double growthOfShares() {
    double sum = 0;
    for (int i = 0; i < metrics.size(); i++) {
      if (metrics.get(i).kind() == Metric.Kind.SHARE) {
        sum += shareGrowth(i);
      }
    }
    return sum;
  }

  /**
   * Linux lets idle and waiting time step back by a tick: that is no growth, not a missing figure.
   */
  private double shareGrowth(int metric) {
    double growth = window.growth(metric);
    return Double.isNaN(growth) ? 0 : growth;
  }

  private static double ratio(double growth, double base) {
    return base > 0 ? growth / base : Double.NaN;
  }
}
