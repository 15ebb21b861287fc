package io.thalweg.streams.cli.demo;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.List;
import oshi.software.os.OSProcess;

/**
 * This process as the operating system sees it ({@code process.*}) and as its JVM does ({@code
 * jvm.*}).
 */
final class ProcessMetrics implements MetricSource {

  private static final double MILLIS_PER_SECOND = 1000;

  private final OSProcess process;
  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();

  ProcessMetrics(OSProcess process) {
    this.process = process;
  }

  @Override
  public void refresh() {
    process.updateAttributes();
  }

  @Override
  public List<Metric> metrics() {
    return List.of(
        Metric.rate("process.cpu_user", () -> process.getUserTime() / MILLIS_PER_SECOND),
        Metric.rate("process.cpu_system", () -> process.getKernelTime() / MILLIS_PER_SECOND),
        Metric.level("process.resident", process::getResidentSetSize),
        Metric.rate("process.page_faults", process::getMinorFaults),
        Metric.rate("process.write_bytes", process::getBytesWritten),
        Metric.level("jvm.heap_used", () -> memory.getHeapMemoryUsage().getUsed()),
        Metric.level("jvm.nonheap_used", () -> memory.getNonHeapMemoryUsage().getUsed()));
  }
}
