package io.thalweg.streams.cli.bench.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A report as JSON. Names are stable. Times are in microseconds. */
final class CoreJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private CoreJson() {}

  static String of(CoreReport report) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("rounds", report.options().rounds())
        .put("round_ms", report.options().millis())
        .put("libtorch", report.peerVersion().isEmpty() ? null : report.peerVersion())
        .put("processors", Runtime.getRuntime().availableProcessors());
    for (CoreReport.Row row : report.rows()) {
      root.withArray("rows").add(row(row));
    }
    try {
      return MAPPER.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values cannot be written", e);
    }
  }

  private static ObjectNode row(CoreReport.Row row) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("shape", row.shape().name())
        .put("title", row.shape().title())
        .put("work", row.work().title());
    row.timings()
        .forEach(
            (library, timing) -> {
              node.putObject(library.title())
                  .put("best_us", timing.best())
                  .put("median_us", timing.median());
              if (library != Library.THALWEG && library != Library.SGEMM) {
                node.put("ratio_" + library.title(), row.ratio(library));
              }
            });
    if (row.has(Library.SGEMM)) {
      node.put("limit_share", row.limitShare()).put("limit_gflops", row.limitGigaflops());
    }
    return node;
  }
}
