package io.thalweg.streams.cli.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;

/**
 * What an application's stream threads have used so far. Less noisy than elapsed time on a machine
 * that has other work.
 *
 * @param cpuNanos processor time
 * @param allocatedBytes bytes of heap allocated
 */
record ThreadUse(long cpuNanos, long allocatedBytes) {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** The sum over all threads that run now and whose names begin with the prefix. */
  static ThreadUse of(String prefix) {
    long cpu = 0;
    long bytes = 0;
    for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
      boolean counts = thread != null && isStreamThread(thread.getThreadName(), prefix);
      if (counts) {
        cpu += THREADS.getThreadCpuTime(thread.getThreadId());
        bytes += THREADS.getThreadAllocatedBytes(thread.getThreadId());
      }
    }
    return new ThreadUse(cpu, bytes);
  }

  private static boolean isStreamThread(String name, String prefix) {
    return name.startsWith(prefix) && name.contains("-StreamThread-");
  }

  ThreadUse minus(ThreadUse before) {
    return new ThreadUse(cpuNanos - before.cpuNanos, allocatedBytes - before.allocatedBytes);
  }
}
