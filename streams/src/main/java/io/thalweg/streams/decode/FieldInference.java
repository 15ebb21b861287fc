package io.thalweg.streams.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.thalweg.schema.AvroDecodingException;
import io.thalweg.schema.SensorEventReader;
import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.config.SourceConfig;
import io.thalweg.streams.config.SourceFormat;
import io.thalweg.streams.registry.SchemaRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Infers the shape of a source from samples of its records. Pure: the same samples give the same
 * layout.
 *
 * <ul>
 *   <li>timestamp: the first column of ISO-8601 texts, or of plausible epoch numbers under a name
 *       such as {@code ts} or {@code timestamp};
 *   <li>entity: the first column with a name such as {@code host}, {@code device_id} or {@code id}
 *       that holds texts or whole numbers;
 *   <li>fields: every other column in which every value present is a number. In column order for
 *       CSV and the project's Avro; sorted for JSON and for Avro of a registry, whose order is the
 *       producer's business and must not decide the field set.
 * </ul>
 *
 * <p>What the source configures is taken as given. Records that cannot be read are skipped:
 * rejecting them is the decoder's business.
 */
public final class FieldInference {
  private final SourceConfig source;
  private final Map<String, ColumnProfile> profiles = new LinkedHashMap<>();

  private FieldInference(SourceConfig source) {
    this.source = source;
  }

  /**
   * The layout of a topic's records. CSV columns that are not configured are named {@code c0},
   * {@code c1}, ... as are Avro values without names.
   *
   * @throws ConfigurationException when no numeric field is found and none is configured
   */
  public static Layout infer(SourceConfig source, List<byte[]> values) {
    return infer(source, values, null);
  }

  /**
   * The layout of a topic's records, whose Avro is that of a schema registry if there is one.
   *
   * @param schemas gives the writers' schemas; null: Avro is {@code SensorEvent}
   * @throws ConfigurationException when no numeric field is found and none is configured
   */
  public static Layout infer(
      SourceConfig source, List<byte[]> values, @Nullable SchemaRegistry schemas) {
    FieldInference inference = new FieldInference(source);
    return switch (source.format()) {
      case CSV -> inference.csv(source.columns(), source.delimiter(), values);
      case JSON -> inference.json(values);
      case AVRO ->
          schemas == null ? inference.avro(values) : inference.registryAvro(values, schemas);
    };
  }

  /** The layout of CSV lines whose columns are known, from a file's header for instance. */
  static Layout inferCsv(
      SourceConfig source, List<String> columns, String delimiter, List<byte[]> lines) {
    return new FieldInference(source).csv(columns, delimiter, lines);
  }

  /** {@code c0}, {@code c1}, ...: what columns without a name are called. */
  static List<String> positionalNames(int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add("c" + i);
    }
    return names;
  }

  private Layout csv(List<String> configured, String delimiter, List<byte[]> lines) {
    CsvLine line = new CsvLine(delimiter, SourceConfig.MOST_FIELDS);
    List<String> columns = configured;
    for (byte[] bytes : lines) {
      if (!splits(line, bytes)) {
        continue;
      }
      columns = columns.isEmpty() ? positionalNames(line.size()) : columns;
      if (line.size() == columns.size()) {
        addCells(line, columns);
      }
    }
    return layout(SourceFormat.CSV, columns, delimiter, numericNames(columns));
  }

  private static boolean splits(CsvLine line, byte[] bytes) {
    try {
      line.split(bytes);
      return line.size() <= SourceConfig.MOST_FIELDS;
    } catch (Rejection e) {
      return false;
    }
  }

  private void addCells(CsvLine line, List<String> columns) {
    for (int cell = 0; cell < columns.size(); cell++) {
      int length = line.end(cell) - line.start(cell);
      if (length > 0) {
        String text = new String(line.text(), line.start(cell), length, StandardCharsets.UTF_8);
        profile(columns.get(cell)).addText(text, true);
      }
    }
  }

  private Layout json(List<byte[]> values) {
    for (byte[] value : values) {
      try (JsonParser parser = Json.FACTORY.createParser(value)) {
        if (parser.nextToken() == JsonToken.START_OBJECT) {
          addObject(parser, "");
        }
      } catch (IOException e) {
        continue; // not JSON: the decoder will reject its like
      }
    }
    return layout(SourceFormat.JSON, List.of(), source.delimiter(), sortedNumericNames());
  }

  private Layout registryAvro(List<byte[]> values, SchemaRegistry schemas) {
    AvroInference samples = new AvroInference(schemas, this::profile);
    values.forEach(samples::add);
    return layout(SourceFormat.AVRO, List.of(), source.delimiter(), sortedNumericNames());
  }

  private List<String> sortedNumericNames() {
    return numericNames(profiles.keySet().stream().sorted().toList());
  }

  private void addObject(JsonParser parser, String prefix) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String path = prefix + parser.currentName();
      switch (parser.nextToken()) {
        case START_OBJECT -> addObject(parser, path + ".");
        case START_ARRAY -> parser.skipChildren();
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
            profile(path).addNumber(parser.getDoubleValue());
        case VALUE_NULL -> {} // says nothing
        default -> profile(path).addText(parser.getText(), false);
      }
    }
  }

  private Layout avro(List<byte[]> values) {
    SensorEventReader reader = new SensorEventReader();
    List<String> names = List.of();
    for (byte[] value : values) {
      try {
        reader.read(value);
      } catch (AvroDecodingException e) {
        continue; // not a SensorEvent: the decoder will reject its like
      }
      List<String> own = reader.names();
      if (names.isEmpty()) {
        names = own == null ? positionalNames(reader.values().length) : own;
      }
    }
    return layout(SourceFormat.AVRO, List.of(), source.delimiter(), names);
  }

  private ColumnProfile profile(String name) {
    return profiles.computeIfAbsent(name, ColumnProfile::new);
  }

  private List<String> numericNames(Collection<String> names) {
    return names.stream()
        .filter(name -> profiles.containsKey(name) && profile(name).isNumeric())
        .toList();
  }

  private Layout layout(
      SourceFormat format, List<String> columns, String delimiter, List<String> numeric) {
    // A SensorEvent has a place of its own for both: there are no profiles then.
    boolean own = format == SourceFormat.AVRO && profiles.isEmpty();
    String timestamp = own ? null : orElse(source.timestamp(), timestamp());
    String entity = own ? null : orElse(source.entity(), entity(timestamp));
    List<String> fields =
        numeric.stream().filter(name -> !name.equals(timestamp) && !name.equals(entity)).toList();
    if (fields.isEmpty() && source.fields().isEmpty()) {
      throw new ConfigurationException(
          "source.fields is absent and the first records show no numeric field, it must list the fields to learn.");
    }
    return new Layout(format, timestamp, entity, fields, columns, delimiter);
  }

  private @Nullable String timestamp() {
    return profiles.values().stream()
        .filter(ColumnProfile::isTime)
        .map(ColumnProfile::name)
        .findFirst()
        .orElse(null);
  }

  private @Nullable String entity(@Nullable String timestamp) {
    return profiles.values().stream()
        .filter(profile -> profile.isEntity() && !profile.name().equals(timestamp))
        .map(ColumnProfile::name)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String orElse(@Nullable String configured, @Nullable String inferred) {
    return configured == null ? inferred : configured;
  }
}
