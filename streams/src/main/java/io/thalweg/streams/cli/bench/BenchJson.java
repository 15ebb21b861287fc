package io.thalweg.streams.cli.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A report as JSON. Names are stable: {@code docs/benchmarks.md} lists them. */
final class BenchJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private BenchJson() {}

  static String of(BenchReport report) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("records", report.options().records())
        .put("fields", SyntheticEvents.FIELDS)
        .put("entities", SyntheticEvents.ENTITIES)
        .put("parameters", report.parameters())
        .put("commit_interval_ms", report.commitMillis())
        .put("learning_every", BenchCluster.EVERY)
        .put("learning_batch", BenchCluster.BATCH)
        .put("publish_every", BenchCluster.PUBLISH_EVERY)
        .put("processors", Runtime.getRuntime().availableProcessors());
    ObjectNode topologies = root.putObject("topologies");
    for (Subject subject : Subject.values()) {
      topologies.set(subject.title(), topology(report, subject));
    }
    try {
      return MAPPER.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values cannot be written", e);
    }
  }

  private static ObjectNode topology(BenchReport report, Subject subject) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("records_per_second", report.median(subject).recordsPerSecond())
        .put("best_records_per_second", report.best(subject).recordsPerSecond())
        .put("ratio", report.share(subject));
    ArrayNode runs = node.putArray("runs");
    for (Throughput run : report.throughput().getOrDefault(subject, List.of())) {
      runs.addObject()
          .put("seconds", run.seconds())
          .put("records_per_second", run.recordsPerSecond())
          .put("cpu_us_per_record", run.cpuMicros())
          .put("allocated_bytes_per_record", run.allocatedBytes());
    }
    LatencyRun.Result latency = report.latency().get(subject);
    if (latency != null) {
      node.put("latency_rate", report.options().rate());
      node.set("latency_committed_ms", latency(latency.committed()));
      node.set("latency_uncommitted_ms", latency(latency.uncommitted()));
    }
    return node;
  }

  private static ObjectNode latency(Latency latency) {
    return MAPPER
        .createObjectNode()
        .put("samples", latency.samples())
        .put("p50", latency.p50())
        .put("p99", latency.p99());
  }
}
