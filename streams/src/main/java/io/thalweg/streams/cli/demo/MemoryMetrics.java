package io.thalweg.streams.cli.demo;

import java.util.List;
import oshi.hardware.GlobalMemory;
import oshi.hardware.VirtualMemory;

/** Memory and swap of the machine, in bytes, and pages swapped per second. */
final class MemoryMetrics implements MetricSource {

  private final GlobalMemory memory;
  private final VirtualMemory virtual;

  MemoryMetrics(GlobalMemory memory) {
    this.memory = memory;
    this.virtual = memory.getVirtualMemory();
  }

  @Override
  public void refresh() {
    // OSHI reads these when they are asked for.
  }

  @Override
  public List<Metric> metrics() {
    return List.of(
        Metric.level("memory.used", () -> (double) memory.getTotal() - memory.getAvailable()),
        Metric.level("swap.used", virtual::getSwapUsed),
        Metric.rate("swap.pages_in", virtual::getSwapPagesIn),
        Metric.rate("swap.pages_out", virtual::getSwapPagesOut));
  }
}
