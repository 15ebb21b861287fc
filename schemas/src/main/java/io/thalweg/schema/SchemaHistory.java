package io.thalweg.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Every released version of a record's schema, kept as resources {@code history/<Record>/v<n>.avsc}
 * with n counted from 1 without gaps, so that a topic's oldest message stays readable.
 */
final class SchemaHistory {
  private SchemaHistory() {}

  /** All versions of the named record, oldest first; the last one is the current schema. */
  static List<Schema> of(String record) {
    List<Schema> versions = new ArrayList<>();
    for (Schema next = load(record, 1); next != null; next = load(record, versions.size() + 1)) {
      versions.add(next);
    }
    if (versions.isEmpty()) {
      throw new IllegalStateException("No schema history for record " + record);
    }
    return List.copyOf(versions);
  }

  private static @Nullable Schema load(String record, int version) {
    String resource = "history/" + record + "/v" + version + ".avsc";
    try (InputStream in = SchemaHistory.class.getResourceAsStream(resource)) {
      // A parser of its own for each file: one parser refuses to define a name twice.
      return in == null ? null : new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read schema resource " + resource, e);
    }
  }
}
