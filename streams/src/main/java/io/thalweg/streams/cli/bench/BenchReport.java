package io.thalweg.streams.cli.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What one benchmark gave.
 *
 * @param options what was measured
 * @param parameters of the model learned and served
 * @param commitMillis commit interval of all topologies
 * @param throughput all measured runs of each topology, in order
 * @param latency of the topologies that have an output per event; empty when not measured
 */
record BenchReport(
    BenchOptions options,
    int parameters,
    long commitMillis,
    Map<Subject, List<Throughput>> throughput,
    Map<Subject, LatencyRun.Result> latency) {

  /** Least share of the pass-through's records per second, for learning and for serving. */
  static final double LEAST_SHARE = 0.3;

  /** Least records per second, for learning and for serving. */
  static final double LEAST_RATE = 25_000;

  /** The fastest run. */
  Throughput best(Subject subject) {
    return runs(subject).get(runs(subject).size() - 1);
  }

  /** The middle run, by speed; of an even number the slower of the two. */
  Throughput median(Subject subject) {
    return runs(subject).get((runs(subject).size() - 1) / 2);
  }

  /** Median records per second as a share of the pass-through's. */
  double share(Subject subject) {
    return median(subject).recordsPerSecond() / median(Subject.PASS_THROUGH).recordsPerSecond();
  }

  /** Whether learning or serving reaches both targets; the pass-through has none. */
  boolean reachesTargets(Subject subject) {
    return share(subject) >= LEAST_SHARE && median(subject).recordsPerSecond() >= LEAST_RATE;
  }

  private List<Throughput> runs(Subject subject) {
    return throughput.getOrDefault(subject, List.of()).stream()
        .sorted(Comparator.comparingDouble(Throughput::recordsPerSecond))
        .toList();
  }
}
