package io.thalweg.streams.cli.bench;

import java.util.Arrays;

/**
 * Time from sending an event to reading what came of it, in milliseconds.
 *
 * @param samples events measured
 * @param p50 median
 * @param p99 99th percentile
 */
record Latency(int samples, long p50, long p99) {

  /** Of {@code count} times; the array is sorted. */
  static Latency of(long[] millis, int count) {
    Arrays.sort(millis, 0, count);
    return new Latency(count, quantile(millis, count, 0.5), quantile(millis, count, 0.99));
  }

  private static long quantile(long[] sorted, int count, double q) {
    return sorted[Math.min(count - 1, (int) (q * count))];
  }
}
