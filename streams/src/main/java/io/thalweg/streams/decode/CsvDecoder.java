package io.thalweg.streams.decode;

import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.config.SourceConfig;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Decodes one line of separated values, its cells in the order of {@code source.columns}. An empty
 * cell is missing; columns that are neither a field nor the timestamp nor the entity are skipped
 * unread. The number of cells is checked before any of them is read: in a shifted line every cell
 * looks wrong.
 */
final class CsvDecoder implements GuardedDecoder.Body {
  private static final int TIMESTAMP = -1;
  private static final int ENTITY = -2;
  private static final int SKIPPED = -3;
  private static final Set<String> NAN = Set.of("nan", "+nan", "-nan");
  private static final Set<String> INFINITE =
      Set.of("inf", "+inf", "-inf", "infinity", "+infinity", "-infinity");

  private final EventAssembly assembly;
  private final Timestamps timestamps;
  private final CsvLine line;
  private final int[] roles; // [columns]: a field's index, or one of the constants

  CsvDecoder(SourceConfig source, EventAssembly assembly) {
    this.assembly = assembly;
    this.timestamps = new Timestamps(source.timestampUnit());
    this.roles = roles(source);
    this.line = new CsvLine(source.delimiter(), roles.length);
  }

  private static int[] roles(SourceConfig source) {
    List<String> columns = source.columns();
    if (columns.isEmpty()) {
      throw new ConfigurationException(
          "source.columns is empty, it must be inferred or configured before CSV is decoded.");
    }
    return columns.stream().mapToInt(column -> role(source, column)).toArray();
  }

  private static int role(SourceConfig source, String column) {
    if (column.equals(source.timestamp())) {
      return TIMESTAMP;
    }
    if (column.equals(source.entity())) {
      return ENTITY;
    }
    int field = source.fields().indexOf(column);
    return field < 0 ? SKIPPED : field;
  }

  @Override
  public void read(byte[] value) throws Rejection {
    line.split(value);
    if (line.size() == 1 && line.start(0) == line.end(0)) {
      throw new Rejection(RejectReason.EMPTY, "the line is blank");
    }
    if (line.size() != roles.length) {
      throw new Rejection(
          RejectReason.WRONG_FIELD_COUNT,
          "the line has " + line.size() + " cells, expected are " + roles.length);
    }
    for (int cell = 0; cell < roles.length; cell++) {
      int start = line.start(cell);
      int end = line.end(cell);
      if (start < end && roles[cell] != SKIPPED) {
        take(roles[cell], line.text(), start, end);
      }
    }
  }

  private void take(int role, byte[] text, int start, int end) throws Rejection {
    switch (role) {
      case TIMESTAMP -> assembly.timestamp(timestamps.read(text, start, end));
      case ENTITY -> assembly.entity(text, start, end);
      default -> number(role, text, start, end);
    }
  }

  private void number(int field, byte[] text, int start, int end) throws Rejection {
    double value = Decimal.parse(text, start, end);
    if (Double.isNaN(value)) {
      value = literal(field, new String(text, start, end - start, StandardCharsets.UTF_8));
    }
    assembly.value(field, value);
  }

  /** Tells NaN and infinity, which have reasons of their own, from any other word. */
  private double literal(int field, String text) throws Rejection {
    String word = text.toLowerCase(Locale.ROOT);
    if (NAN.contains(word)) {
      return Double.NaN;
    }
    if (INFINITE.contains(word)) {
      return Double.POSITIVE_INFINITY;
    }
    throw assembly.nonNumeric(field, "'" + text + "'");
  }
}
