package io.thalweg.streams.cli.bench;

import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.topology.Plans;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The pipeline benchmark: the three topologies one after the other, on the same records, on one
 * broker in this process.
 *
 * <p>The first round warms up the compiler and does not count. Rounds alternate the topologies, so
 * that a machine that gets slower or busier does so for all of them.
 */
final class PipelineBench {
  private static final String THROUGHPUT_EVENTS = "bench.events";

  private final BenchOptions options;
  private final Consumer<String> progress;

  /**
   * @param progress told what is being done
   */
  PipelineBench(BenchOptions options, Consumer<String> progress) {
    this.options = options;
    this.progress = progress;
  }

  BenchReport run() {
    try (BenchCluster cluster = BenchCluster.start()) {
      PipelineConfig config = cluster.pipeline("bench.fill", THROUGHPUT_EVENTS);
      progress.accept("producing %,d events".formatted(options.records()));
      BenchEvents.fill(config, options.records());
      return new BenchReport(
          options,
          Plans.of(config, 1).learner().architecture().parameterCount(),
          config.commitInterval().toMillis(),
          throughput(cluster),
          options.seconds() == 0 ? Map.of() : latency(cluster));
    }
  }

  private Map<Subject, List<Throughput>> throughput(BenchCluster cluster) {
    Map<Subject, List<Throughput>> runs = new EnumMap<>(Subject.class);
    for (int round = 0; round <= options.repeat(); round++) {
      for (Subject subject : Subject.values()) {
        Throughput run = throughput(cluster, subject, round);
        if (round > 0) {
          runs.computeIfAbsent(subject, any -> new ArrayList<>()).add(run);
        }
      }
    }
    return runs;
  }

  private Throughput throughput(BenchCluster cluster, Subject subject, int round) {
    String what = round == 0 ? "warm-up" : "run %d of %d".formatted(round, options.repeat());
    progress.accept(subject.title() + ", " + what);
    PipelineConfig config =
        cluster.pipeline("bench.%s.%d".formatted(subject.title(), round), THROUGHPUT_EVENTS);
    return new ThroughputRun(config, subject, options.records()).run();
  }

  private Map<Subject, LatencyRun.Result> latency(BenchCluster cluster) {
    Map<Subject, LatencyRun.Result> results = new EnumMap<>(Subject.class);
    for (Subject subject : List.of(Subject.PASS_THROUGH, Subject.SERVE)) {
      progress.accept("%s, latency at %,d events/s".formatted(subject.title(), options.rate()));
      String name = "bench.live." + subject.title();
      PipelineConfig config = cluster.pipeline(name, name + ".events");
      results.put(
          subject, new LatencyRun(config, subject, options.rate(), options.seconds()).run());
    }
    return results;
  }
}
