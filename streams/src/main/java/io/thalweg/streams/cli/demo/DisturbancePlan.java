package io.thalweg.streams.cli.demo;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How long and how hard a {@link Disturbance} works.
 *
 * @param length how long, from onset to end, positive
 * @param cpuThreads threads that keep one core busy each, 0 or more
 * @param memoryBytes memory taken, touched and given back over and over, 0 or more
 * @param diskBytes size of the file that is written and synchronised over and over, 0 or more
 * @param directory existing directory for that file
 */
public record DisturbancePlan(
    Duration length, int cpuThreads, long memoryBytes, long diskBytes, Path directory) {

  private static final long MEBIBYTE = 1L << 20;
  private static final long MOST_MEMORY = 512 * MEBIBYTE;
  private static final long MOST_DISK = 256 * MEBIBYTE;

  public DisturbancePlan {
    require(length.toNanos() > 0, "length", length);
    require(cpuThreads >= 0, "cpuThreads", cpuThreads);
    require(memoryBytes >= 0, "memoryBytes", memoryBytes);
    require(diskBytes >= 0, "diskBytes", diskBytes);
    require(Files.isDirectory(directory), "directory", directory);
  }

  /**
   * A plan that this machine notices and survives: all cores but one (so that the pipeline goes
   * on), at most 512 MiB and a quarter of the free memory, a file of at most 256 MiB and a
   * twentieth of the free disk.
   *
   * @throws IOException when the directory's free space cannot be asked for
   */
  public static DisturbancePlan forThisMachine(Duration length, Path directory) throws IOException {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    int cpuThreads = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    // Both figures know of a container's limit. Free memory does not count caches that could be
    // dropped: a modest bound.
    long memory = Math.min(system.getFreeMemorySize() / 4, system.getTotalMemorySize() / 8);
    long disk = Files.getFileStore(directory).getUsableSpace() / 20;
    return new DisturbancePlan(
        length, cpuThreads, Math.min(MOST_MEMORY, memory), Math.min(MOST_DISK, disk), directory);
  }

  private static void require(boolean holds, String name, Object value) {
    if (!holds) {
      throw new IllegalArgumentException("disturbance " + name + " is out of range: " + value);
    }
  }
}
