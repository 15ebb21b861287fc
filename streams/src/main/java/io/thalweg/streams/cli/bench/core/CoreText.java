package io.thalweg.streams.cli.bench.core;

import java.util.Locale;

/** A report as text for the terminal. */
final class CoreText {
  private static final String ABSENT = "-";

  private CoreText() {}

  static String of(CoreReport report) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "One thread on either side; best (median) of %d rounds of %d ms each, in turns; microseconds.",
        report.options().rounds(),
        report.options().millis());
    if (report.peerVersion().isEmpty()) {
      line(
          text, "libtorch did not take part: ./mvnw -Ppeers -pl streams/peers -DskipTests package");
    } else {
      line(text, "libtorch %s, in a JVM of its own.", report.peerVersion());
    }
    for (Work work : Work.values()) {
      table(text, report, work);
    }
    line(text, "");
    report.rows().stream()
        .filter(row -> row.work() == Work.STEP)
        .forEach(row -> line(text, "%s: %s", row.shape().title(), row.shape().differences()));
    return text.toString();
  }

  private static void table(StringBuilder text, CoreReport report, Work work) {
    line(text, "");
    line(
        text,
        "%-46s %19s %19s %19s %19s %9s %9s %9s",
        work == Work.STEP ? "forward, backward, Adam" : "one item of one entity",
        Library.THALWEG.title(),
        Library.SGEMM.title(),
        Library.DL4J.title(),
        Library.LIBTORCH.title(),
        "of limit",
        "x dl4j",
        "x torch");
    for (CoreReport.Row row : report.rows()) {
      if (row.work() == work) {
        row(text, row);
      }
    }
  }

  private static void row(StringBuilder text, CoreReport.Row row) {
    line(
        text,
        "%-46s %19s %19s %19s %19s %9s %9s %9s",
        row.shape().title(),
        timing(row, Library.THALWEG),
        timing(row, Library.SGEMM),
        timing(row, Library.DL4J),
        timing(row, Library.LIBTORCH),
        row.has(Library.SGEMM) ? number("%.0f %%", 100 * row.limitShare()) : ABSENT,
        ratio(row, Library.DL4J),
        ratio(row, Library.LIBTORCH));
  }

  private static String timing(CoreReport.Row row, Library library) {
    if (!row.has(library)) {
      return ABSENT;
    }
    Timing timing = row.of(library);
    return number("%,.1f (%,.1f)", timing.best(), timing.median());
  }

  private static String ratio(CoreReport.Row row, Library library) {
    return row.has(library) ? number("%.3f", row.ratio(library)) : ABSENT;
  }

  private static String number(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }
}
