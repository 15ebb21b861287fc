package io.thalweg.streams.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where events come from and how they are read.
 *
 * @param topic the topic of the user's events
 * @param format how a record's value is written
 * @param timestamp field that holds the event's time; null: the Kafka record's timestamp
 * @param timestampUnit how that field is written
 * @param entity field that names the entity; null: the record's key, or the pipeline's name where
 *     there is no key
 * @param fields the numeric fields in the order of the item vector; empty: inferred from the first
 *     records
 * @param counters those fields that only ever grow and are turned into rates
 * @param columns names of the columns of a CSV line, in order; empty: inferred
 * @param delimiter what separates the columns, one character
 * @param maxRecordBytes larger record values are rejected unread
 * @param grace how far an event may lie behind its entity's newest before it is late
 * @param future how far an event may lie ahead of its record's Kafka timestamp
 */
public record SourceConfig(
    @JsonProperty("topic") String topic,
    @JsonProperty("format") SourceFormat format,
    @JsonProperty("timestamp") @Nullable String timestamp,
    @JsonProperty("timestamp.unit") TimestampUnit timestampUnit,
    @JsonProperty("entity") @Nullable String entity,
    @JsonProperty("fields") List<String> fields,
    @JsonProperty("counters") List<String> counters,
    @JsonProperty("columns") List<String> columns,
    @JsonProperty("delimiter") String delimiter,
    @JsonProperty("max.record.bytes") int maxRecordBytes,
    @JsonProperty("grace") Duration grace,
    @JsonProperty("future") Duration future) {

  /** More fields than this in one item is a modelling mistake rather than telemetry. */
  public static final int MOST_FIELDS = 4096;

  private static final int MOST_BYTES = 4 * 1024 * 1024;

  public SourceConfig {
    fields = List.copyOf(fields);
    counters = List.copyOf(counters);
    columns = List.copyOf(columns);
    Check.topic("source.topic", topic);
    Check.distinctFields("source.columns", columns, MOST_FIELDS);
    Check.distinctFields("source.fields", fields, MOST_FIELDS);
    Check.distinctFields("source.counters", counters, MOST_FIELDS);
    Check.range("source.max.record.bytes", maxRecordBytes, 64, MOST_BYTES);
    Check.range("source.grace", grace, Duration.ZERO, Duration.ofDays(365));
    Check.range("source.future", future, Duration.ofSeconds(1), Duration.ofDays(36_500));
    checkDelimiter(delimiter);
    checkRoles(timestamp, entity, fields);
    checkKnown("source.counters", counters, fields, "source.fields");
    if (format == SourceFormat.CSV) {
      checkKnown("source.fields", fields, columns, "source.columns");
      checkKnown("source.timestamp", listOf(timestamp), columns, "source.columns");
      checkKnown("source.entity", listOf(entity), columns, "source.columns");
    }
  }

  /** A source with every default. */
  public static SourceConfig of(String topic) {
    return new SourceConfig(
        topic,
        SourceFormat.JSON,
        null,
        TimestampUnit.AUTO,
        null,
        List.of(),
        List.of(),
        List.of(),
        ",",
        1024 * 1024,
        Duration.ofMinutes(1),
        Duration.ofDays(1));
  }

  /** The same source with the names that were inferred from its first records. */
  public SourceConfig withLayout(
      SourceFormat newFormat,
      @Nullable String newTimestamp,
      @Nullable String newEntity,
      List<String> newFields,
      List<String> newColumns,
      String newDelimiter) {
    return new SourceConfig(
        topic,
        newFormat,
        newTimestamp,
        timestampUnit,
        newEntity,
        newFields,
        counters,
        newColumns,
        newDelimiter,
        maxRecordBytes,
        grace,
        future);
  }

  private static void checkDelimiter(String delimiter) {
    boolean usable =
        delimiter.length() == 1
            && delimiter.charAt(0) < 0x80
            && "\"\r\n.+-".indexOf(delimiter.charAt(0)) < 0
            && !Character.isLetterOrDigit(delimiter.charAt(0));
    if (!usable) {
      throw Check.refused(
          "source.delimiter", delimiter, "one ASCII character such as ',', ';', '|' or a tab");
    }
  }

  private static void checkRoles(
      @Nullable String timestamp, @Nullable String entity, List<String> fields) {
    if (timestamp != null) {
      Check.fieldName("source.timestamp", timestamp);
    }
    if (entity != null) {
      Check.fieldName("source.entity", entity);
    }
    if (timestamp != null && timestamp.equals(entity)) {
      throw Check.refused("source.entity", entity, "a field other than source.timestamp");
    }
    for (String role : List.of("timestamp", "entity")) {
      String name = role.equals("timestamp") ? timestamp : entity;
      if (name != null && fields.contains(name)) {
        throw Check.refused("source.fields", name, "no field that is also source." + role);
      }
    }
  }

  /** An empty list of known names means they are not known yet: nothing to check against. */
  private static void checkKnown(
      String key, List<String> names, List<String> known, String knownKey) {
    for (String name : names) {
      if (!known.isEmpty() && !known.contains(name)) {
        throw Check.refused(key, name, "a name listed in " + knownKey);
      }
    }
  }

  private static List<String> listOf(@Nullable String name) {
    return name == null ? List.of() : List.of(name);
  }
}
