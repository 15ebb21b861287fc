package io.thalweg.streams.cli.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * An endless run in ten equal parts: is it still as fast and as small in the end?
 *
 * @param tenths in order
 */
public record Tenths(List<Tenth> tenths) {
  private static final int COUNT = 10;

  /**
   * One part.
   *
   * @param perSecond what was done in a second of it
   * @param perCpuSecond the same by the time that the thread had a processor: what others do on the
   *     machine does not count
   * @param heapBytes in use after it and after a garbage collection
   */
  public record Tenth(double perSecond, double perCpuSecond, long heapBytes) {}

  /**
   * Runs in this thread. The garbage collection that memory is read after is not timed.
   *
   * @param steps at least ten; what is left of a tenth is left out
   * @param step done so often
   * @param done what has been done so far, in the unit that is reported
   * @param progress told after every tenth
   */
  public static Tenths run(
      long steps, Runnable step, LongSupplier done, Consumer<String> progress) {
    if (steps < COUNT) {
      throw new IllegalArgumentException(
          "--endless is %d, allowed is %d or more.".formatted(steps, COUNT));
    }
    List<Tenth> tenths = new ArrayList<>();
    for (int tenth = 1; tenth <= COUNT; tenth++) {
      long before = done.getAsLong();
      long start = System.nanoTime();
      long startCpu = cpuNanos();
      for (long i = 0; i < steps / COUNT; i++) {
        step.run();
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      double cpuSeconds = (cpuNanos() - startCpu) / 1e9;
      long more = done.getAsLong() - before;
      tenths.add(new Tenth(more / seconds, more / cpuSeconds, heapInUse()));
      progress.accept("%d of %d tenths".formatted(tenth, COUNT));
    }
    return new Tenths(List.copyOf(tenths));
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long heapInUse() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Speed of the last tenth as a share of the first one's. */
  public double ratio() {
    return ratio(Tenth::perSecond);
  }

  /** The same by processor time. */
  public double cpuRatio() {
    return ratio(Tenth::perCpuSecond);
  }

  private double ratio(ToDoubleFunction<Tenth> speed) {
    return speed.applyAsDouble(tenths.get(COUNT - 1)) / speed.applyAsDouble(tenths.get(0));
  }

  private String thousands(ToDoubleFunction<Tenth> speed) {
    return each(tenth -> speed.applyAsDouble(tenth) / 1e3);
  }

  private String each(ToDoubleFunction<Tenth> figure) {
    return tenths.stream()
        .map(tenth -> String.format(Locale.ROOT, "%.1f", figure.applyAsDouble(tenth)))
        .collect(Collectors.joining(" "));
  }

  /**
   * Three lines for people.
   *
   * @param unit what was done, several of them
   */
  public String text(String unit) {
    return String.format(
        Locale.ROOT,
        "thousand %s/s by tenths: %s; last to first %.2f%n"
            + "by processor time: %s; last to first %.2f%n"
            + "heap in use, MB: %s",
        unit,
        thousands(Tenth::perSecond),
        ratio(),
        thousands(Tenth::perCpuSecond),
        cpuRatio(),
        each(tenth -> tenth.heapBytes() / 1e6));
  }

  /** Adds the figures to a report; {@code unit} as in {@link #text}. */
  public void addTo(ObjectNode node, String unit) {
    node.put("last_to_first", ratio()).put("last_to_first_cpu", cpuRatio());
    for (Tenth tenth : tenths) {
      node.withArray("tenths")
          .addObject()
          .put(unit + "_per_second", tenth.perSecond())
          .put(unit + "_per_cpu_second", tenth.perCpuSecond())
          .put("heap_bytes", tenth.heapBytes());
    }
  }
}
