package io.thalweg.streams.cli.bench;

import java.util.Locale;

/** A report as text for the terminal. */
final class BenchText {
  private BenchText() {}

  static String of(BenchReport report) {
    StringBuilder text = new StringBuilder();
    text.append(conditions(report)).append('\n');
    line(
        text,
        "%-14s %12s %12s %8s %8s %10s %10s  %s",
        "",
        "events/s",
        "best",
        "ratio",
        "s",
        "cpu us/ev",
        "bytes/ev",
        "target");
    for (Subject subject : Subject.values()) {
      throughput(text, report, subject);
    }
    if (!report.latency().isEmpty()) {
      text.append('\n');
      line(text, "%-14s %12s %12s %12s %12s", "latency, ms", "p50", "p99", "p50 *", "p99 *");
      report.latency().forEach((subject, result) -> latency(text, subject, result));
      line(
          text,
          "at %,d events/s; * without the wait for the commit (every %,d ms)",
          report.options().rate(),
          report.commitMillis());
    }
    return text.toString();
  }

  private static String conditions(BenchReport report) {
    return String.format(
        Locale.ROOT,
        "%,d events of %d fields from %d entities, 1 partition, 1 stream thread, exactly once, commit"
            + " every %,d ms;%nsegments of %d, a step on %d of them every %d events, %,d parameters,"
            + " a version every %,d events;%nmedian of %d after a warm-up run, on %d processors.%n",
        report.options().records(),
        SyntheticEvents.FIELDS,
        SyntheticEvents.ENTITIES,
        report.commitMillis(),
        BenchCluster.SEGMENT,
        BenchCluster.BATCH,
        BenchCluster.EVERY,
        report.parameters(),
        BenchCluster.PUBLISH_EVERY,
        report.options().repeat(),
        Runtime.getRuntime().availableProcessors());
  }

  private static void throughput(StringBuilder text, BenchReport report, Subject subject) {
    Throughput median = report.median(subject);
    line(
        text,
        "%-14s %,12.0f %,12.0f %8.2f %8.1f %10.1f %,10.0f  %s",
        subject.title(),
        median.recordsPerSecond(),
        report.best(subject).recordsPerSecond(),
        report.share(subject),
        median.seconds(),
        median.cpuMicros(),
        median.allocatedBytes(),
        target(report, subject));
  }

  private static String target(BenchReport report, Subject subject) {
    if (subject == Subject.PASS_THROUGH) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "%.1f and %,.0f/s: %s",
        BenchReport.LEAST_SHARE,
        BenchReport.LEAST_RATE,
        report.reachesTargets(subject) ? "reached" : "missed");
  }

  private static void latency(StringBuilder text, Subject subject, LatencyRun.Result result) {
    line(
        text,
        "%-14s %,12d %,12d %,12d %,12d",
        subject.title(),
        result.committed().p50(),
        result.committed().p99(),
        result.uncommitted().p50(),
        result.uncommitted().p99());
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }
}
