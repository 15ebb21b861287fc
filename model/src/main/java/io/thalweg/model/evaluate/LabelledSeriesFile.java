package io.thalweg.model.evaluate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * Reads the {@code .ts} format of the UEA and UCR time series archives, plain or gzipped.
 *
 * <p>Header lines begin with {@code @} ({@code @classLabel true a b}, {@code @dimensions 6}, ...),
 * comments with {@code #}; after {@code @data} each line is a series: per field its comma-separated
 * values, fields and the final class label separated by {@code :}, {@code ?} or {@code NaN} for a
 * missing value. Fields of a series have one length, series need not. Timestamps are not read
 * ({@code @timeStamps true} is refused).
 *
 * <p>Source: Bagnall et al. 2018 (arXiv 1811.00075).
 */
public final class LabelledSeriesFile {
  private final Path file;
  private final Set<String> labels = new TreeSet<>();
  private final List<LabelledSeries> series = new ArrayList<>();
  private boolean inData;
  private int fields;
  private int line;

  private LabelledSeriesFile(Path file) {
    this.file = file;
  }

  /**
   * Reads a file, gzipped if its name ends with {@code .gz}.
   *
   * @throws IOException with one sentence that names file and line when it is not of the format
   */
  public static List<LabelledSeries> read(Path file) throws IOException {
    LabelledSeriesFile reader = new LabelledSeriesFile(file);
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        reader.line++;
        reader.take(text.strip());
      }
    }
    if (reader.series.isEmpty()) {
      throw new IOException(
          reader.inData ? file + " has no series" : file + " has no line '@data'");
    }
    return List.copyOf(reader.series);
  }

  private void take(String text) throws IOException {
    if (text.isEmpty() || text.startsWith("#")) {
      return;
    }
    if (inData) {
      series.add(series(text));
    } else if (text.startsWith("@")) {
      header(text.split("\\s+"));
    } else {
      throw bad("a header line begins with '@', or with '#' if it is a comment");
    }
  }

  private void header(String[] words) throws IOException {
    switch (words[0].toLowerCase(Locale.ROOT)) {
      case "@data" -> {
        if (labels.isEmpty()) {
          throw bad("the header names no classes ('@classLabel true a b')");
        }
        inData = true;
      }
      case "@classlabel" ->
          labels.addAll(List.of(words).subList(Math.min(2, words.length), words.length));
      case "@timestamps" -> {
        if (words.length > 1 && words[1].equalsIgnoreCase("true")) {
          throw bad("series with timestamps are not read");
        }
      }
      default -> {} // what else a header says follows from the data
    }
  }

  private LabelledSeries series(String text) throws IOException {
    String[] parts = text.split(":", -1);
    if (parts.length < 2) {
      throw bad("a series is its fields and its class, separated by ':'");
    }
    String label = parts[parts.length - 1].strip();
    if (!labels.contains(label)) {
      throw bad("class '%s' is none of %s".formatted(label, labels));
    }
    if (fields == 0) {
      fields = parts.length - 1;
    } else if (fields != parts.length - 1) {
      throw bad("%d fields where the first series has %d".formatted(parts.length - 1, fields));
    }
    return new LabelledSeries(values(parts), label);
  }

  private double[][] values(String[] parts) throws IOException {
    double[][] values = {};
    for (int f = 0; f < fields; f++) {
      String[] cells = parts[f].split(",", -1);
      if (f == 0) {
        values = new double[cells.length][fields];
      } else if (cells.length != values.length) {
        throw bad(
            "field %d has %d values where the first has %d"
                .formatted(f + 1, cells.length, values.length));
      }
      for (int t = 0; t < cells.length; t++) {
        values[t][f] = value(cells[t].strip());
      }
    }
    return values;
  }

  private double value(String cell) throws IOException {
    if (cell.equals("?")) {
      return Double.NaN;
    }
    try {
      double value = Double.parseDouble(cell);
      if (!Double.isInfinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw bad("'%s' is not a number".formatted(cell.length() > 40 ? cell.substring(0, 40) : cell));
  }

  private IOException bad(String what) {
    return new IOException("%s, line %d: %s".formatted(file, line, what));
  }
}
