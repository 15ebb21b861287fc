package io.thalweg.streams.cli.demo;

import java.util.List;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.TickType;

/** Processor time by mode, load average, context switches and interrupts, over all cores. */
final class ProcessorMetrics implements MetricSource {

  private final CentralProcessor processor;
  private long[] ticks = new long[TickType.values().length];
  private double[] load = new double[1];

  ProcessorMetrics(CentralProcessor processor) {
    this.processor = processor;
  }

  @Override
  public void refresh() {
    ticks = processor.getSystemCpuLoadTicks();
    load = processor.getSystemLoadAverage(load.length);
  }

  @Override
  public List<Metric> metrics() {
    return List.of(
        Metric.share("cpu.user", () -> ticks(TickType.USER, TickType.NICE)),
        Metric.share("cpu.system", () -> ticks(TickType.SYSTEM)),
        Metric.share("cpu.idle", () -> ticks(TickType.IDLE)),
        Metric.share(
            "cpu.other",
            () -> ticks(TickType.IOWAIT, TickType.IRQ, TickType.SOFTIRQ, TickType.STEAL)),
        Metric.level("load.1", () -> load[0]),
        Metric.rate("context_switches", processor::getContextSwitches),
        Metric.rate("interrupts", processor::getInterrupts));
  }

  private double ticks(TickType... modes) {
    double sum = 0;
    for (TickType mode : modes) {
      sum += ticks[mode.getIndex()];
    }
    return sum;
  }
}
