package io.thalweg.streams.cli.demo;

import java.lang.management.ClassLoadingMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.jspecify.annotations.Nullable;
import oshi.software.os.OSProcess;

/**
 * This process as the operating system sees it ({@code process.*}) and as its JVM does ({@code
 * jvm.*}).
 */
final class ProcessMetrics implements MetricSource {

  private static final double MILLIS_PER_SECOND = 1000;

  private final OSProcess process;
  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private final @Nullable CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();

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
        Metric.rate("process.read_bytes", process::getBytesRead),
        Metric.rate("process.write_bytes", process::getBytesWritten),
        Metric.level("jvm.heap_used", () -> memory.getHeapMemoryUsage().getUsed()),
        Metric.level("jvm.nonheap_used", () -> memory.getNonHeapMemoryUsage().getUsed()),
        Metric.level("jvm.threads", threads::getThreadCount),
        Metric.level("jvm.classes", classes::getLoadedClassCount),
        Metric.rate("jvm.gc_time", () -> collectionMillis() / MILLIS_PER_SECOND),
        Metric.rate("jvm.compile_time", () -> compilationMillis() / MILLIS_PER_SECOND));
  }

  private double collectionMillis() {
    double sum = 0;
    for (GarbageCollectorMXBean collector : collectors) {
      sum += Math.max(0, collector.getCollectionTime());
    }
    return sum;
  }

  private double compilationMillis() {
    return compiler != null && compiler.isCompilationTimeMonitoringSupported()
        ? compiler.getTotalCompilationTime()
        : Double.NaN;
  }
}
