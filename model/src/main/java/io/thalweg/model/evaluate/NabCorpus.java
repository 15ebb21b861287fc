package io.thalweg.model.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.thalweg.model.evaluate.NabFile.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The Numenta Anomaly Benchmark as it lies in a folder: {@code data/}, {@code
 * labels/combined_windows.json}, {@code profiles.json} and, if there, {@code
 * published_results.json}.
 *
 * @param files in the order of their names
 * @param profiles in the order of {@code profiles.json}
 * @param published final scores by detector and profile, as the benchmark publishes them; may be
 *     empty
 */
public record NabCorpus(
    List<NabFile> files, List<NabProfile> profiles, Map<String, Map<String, Double>> published) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the lists. */
  public NabCorpus {
    files = List.copyOf(files);
    profiles = List.copyOf(profiles);
    published = new TreeMap<>(published);
  }

  /**
   * Reads the benchmark.
   *
   * @param folder the benchmark's folder
   * @throws IOException if a file is missing, cannot be read or does not fit the others
   */
  public static NabCorpus read(Path folder) throws IOException {
    Path labels = folder.resolve("labels").resolve("combined_windows.json");
    List<NabFile> files = new ArrayList<>();
    for (var entry : new TreeMap<>(fields(JSON.readTree(labels.toFile()))).entrySet()) {
      NabSeries series = readSeries(folder.resolve("data"), entry.getKey());
      files.add(new NabFile(series, windows(series, entry.getValue())));
    }
    return new NabCorpus(files, readProfiles(folder), readPublished(folder));
  }

  private static NabSeries readSeries(Path data, String name) throws IOException {
    List<String> timestamps = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(data.resolve(name))) {
      for (NamedCsvRecord row : rows) {
        timestamps.add(row.getField("timestamp"));
        values.add(Double.parseDouble(row.getField("value")));
      }
    } catch (RuntimeException e) {
      throw new IOException(name + " is not a series of the benchmark: " + e.getMessage(), e);
    }
    double[] array = values.stream().mapToDouble(Double::doubleValue).toArray();
    return new NabSeries(name, timestamps, array);
  }

  private static List<Window> windows(NabSeries series, JsonNode limits) throws IOException {
    List<Window> windows = new ArrayList<>();
    for (JsonNode limit : limits) {
      int first = row(series, limit.path(0).asText());
      windows.add(new Window(first, row(series, limit.path(1).asText())));
    }
    return windows;
  }

  /** The first row with a timestamp; labels write it with fractions of a second, always 0. */
  private static int row(NabSeries series, String timestamp) throws IOException {
    int fraction = timestamp.indexOf('.');
    String seconds = fraction < 0 ? timestamp : timestamp.substring(0, fraction);
    int row = series.timestamps().indexOf(seconds);
    if (row < 0) {
      throw new IOException("%s has no row at %s".formatted(series.name(), timestamp));
    }
    return row;
  }

  private static List<NabProfile> readProfiles(Path folder) throws IOException {
    List<NabProfile> profiles = new ArrayList<>();
    JsonNode all = JSON.readTree(folder.resolve("profiles.json").toFile());
    for (var entry : all.properties()) {
      JsonNode costs = entry.getValue().path("CostMatrix");
      profiles.add(
          new NabProfile(
              entry.getKey(),
              weight(costs, "tpWeight"),
              weight(costs, "fpWeight"),
              weight(costs, "fnWeight")));
    }
    return profiles;
  }

  private static double weight(JsonNode costs, String name) throws IOException {
    if (!costs.path(name).isNumber()) {
      throw new IOException("a profile has no " + name);
    }
    return costs.path(name).doubleValue();
  }

  private static Map<String, Map<String, Double>> readPublished(Path folder) throws IOException {
    Map<String, Map<String, Double>> published = new TreeMap<>();
    Path file = folder.resolve("published_results.json");
    if (Files.exists(file)) {
      for (var detector : JSON.readTree(file.toFile()).properties()) {
        Map<String, Double> scores = new TreeMap<>();
        for (var profile : detector.getValue().properties()) {
          scores.put(profile.getKey(), profile.getValue().doubleValue());
        }
        published.put(detector.getKey(), scores);
      }
    }
    return published;
  }

  private static Map<String, JsonNode> fields(JsonNode object) {
    Map<String, JsonNode> fields = new TreeMap<>();
    object.properties().forEach(entry -> fields.put(entry.getKey(), entry.getValue()));
    return fields;
  }
}
