package io.thalweg.streams.cli.evaluate;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Embeddings and their labels from CSV files with a header.
 *
 * <p>Embeddings are in the columns {@code e0, e1, ...}, as {@code backtest} writes them; in a file
 * that has none of these, in all columns but the label's and {@value #ROW}. Labels are in a column
 * of the same file or of another one, whose rows are matched by {@value #ROW} where both have it,
 * or else one by one. A row without a label is left out.
 *
 * @param embeddings {@code [rows][size]}
 * @param labels {@code [rows]}
 */
record LabelledRows(List<float[]> embeddings, List<String> labels) {
  private static final String ROW = "row";
  private static final Pattern EMBEDDING = Pattern.compile("e\\d+");

  /**
   * Reads them.
   *
   * @param labelFile empty: the label is a column of the embeddings' file
   * @throws IOException with one sentence that names the file when they do not fit
   */
  static LabelledRows read(Path embeddingFile, Optional<Path> labelFile, String labelColumn)
      throws IOException {
    List<NamedCsvRecord> records = records(embeddingFile);
    List<String> columns = columns(records.get(0).getHeader(), labelColumn);
    if (columns.isEmpty()) {
      throw new IOException("%s has no columns of an embedding".formatted(embeddingFile));
    }
    List<Optional<String>> found =
        labelFile.isPresent()
            ? matched(
                records, embeddingFile, records(labelFile.get()), labelFile.get(), labelColumn)
            : labels(records, embeddingFile, labelColumn);
    List<float[]> embeddings = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      if (found.get(i).isPresent()) {
        embeddings.add(embedding(records.get(i), columns, embeddingFile));
        labels.add(found.get(i).get());
      }
    }
    if (labels.isEmpty()) {
      throw new IOException("no row of %s has a label".formatted(embeddingFile));
    }
    return new LabelledRows(embeddings, labels);
  }

  private static List<NamedCsvRecord> records(Path file) throws IOException {
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
      List<NamedCsvRecord> records = new ArrayList<>();
      for (NamedCsvRecord record : reader) {
        // Checked here, so that the message names file and line.
        if (record.getFieldCount() != record.getHeader().size()) {
          throw new IOException(
              "%s, line %d: %d columns where the header has %d"
                  .formatted(
                      file,
                      record.getStartingLineNumber(),
                      record.getFieldCount(),
                      record.getHeader().size()));
        }
        records.add(record);
      }
      if (records.isEmpty()) {
        throw new IOException("%s has no rows behind its header".formatted(file));
      }
      return records;
    } catch (CsvParseException | UncheckedIOException e) {
      throw new IOException("%s is not a CSV file with a header: %s".formatted(file, reason(e)), e);
    }
  }

  private static String reason(RuntimeException e) {
    Throwable cause = e.getCause();
    return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
  }

  private static List<String> columns(List<String> header, String labelColumn) {
    List<String> named = header.stream().filter(c -> EMBEDDING.matcher(c).matches()).toList();
    return named.isEmpty()
        ? header.stream().filter(c -> !c.equals(labelColumn) && !c.equals(ROW)).toList()
        : named;
  }

  private static List<Optional<String>> labels(
      List<NamedCsvRecord> records, Path file, String labelColumn) throws IOException {
    List<String> header = records.get(0).getHeader();
    if (!header.contains(labelColumn)) {
      throw new IOException(
          "%s has no column '%s'; it has %s".formatted(file, labelColumn, header));
    }
    return records.stream()
        .map(record -> Optional.of(record.getField(labelColumn)).filter(l -> !l.isBlank()))
        .toList();
  }

  private static List<Optional<String>> matched(
      List<NamedCsvRecord> records,
      Path file,
      List<NamedCsvRecord> others,
      Path labelFile,
      String labelColumn)
      throws IOException {
    List<Optional<String>> labels = labels(others, labelFile, labelColumn);
    boolean byRow =
        records.get(0).getHeader().contains(ROW) && others.get(0).getHeader().contains(ROW);
    if (!byRow) {
      if (labels.size() != records.size()) {
        throw new IOException(
            "%s has %d rows and %s %d, and they have no column '%s' in common"
                .formatted(file, records.size(), labelFile, labels.size(), ROW));
      }
      return labels;
    }
    Map<String, Optional<String>> labelOf = new HashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      labelOf.put(others.get(i).getField(ROW), labels.get(i));
    }
    return records.stream()
        .map(record -> labelOf.getOrDefault(record.getField(ROW), Optional.empty()))
        .toList();
  }

  private static float[] embedding(NamedCsvRecord record, List<String> columns, Path file)
      throws IOException {
    float[] embedding = new float[columns.size()];
    for (int c = 0; c < embedding.length; c++) {
      String cell = record.getField(columns.get(c));
      embedding[c] = number(cell);
      if (!Float.isFinite(embedding[c])) {
        throw new IOException(
            "%s, line %d: '%s' in column '%s' is not a number"
                .formatted(file, record.getStartingLineNumber(), cell, columns.get(c)));
      }
    }
    return embedding;
  }

  /** NaN for what is no number, which is refused alike. */
  private static float number(String cell) {
    try {
      return Float.parseFloat(cell.strip());
    } catch (NumberFormatException e) {
      return Float.NaN;
    }
  }
}
