package io.thalweg.streams.decode;

import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.config.SourceConfig;
import io.thalweg.streams.config.SourceFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * A CSV or JSON-lines file of events whose shape is known: {@link #inspect} looks at its first
 * records, {@link #open} reads it lazily from the start, any number of times. {@code .gz} is
 * unpacked on the way.
 *
 * <p>A CSV file's first line is its header unless one of its cells is a number or empty; columns
 * without a header are named as {@code source.columns} says, or {@code c0}, {@code c1}, ... The
 * delimiter is the one of comma, semicolon, tab and bar that the first line has most of.
 */
public final class EventFile implements EventInput {
  private static final int SAMPLES = 200;
  private static final String DELIMITERS = ",;\t|";

  private final Path path;
  private final SourceConfig source;
  private final boolean header;

  private EventFile(Path path, SourceConfig source, boolean header) {
    this.path = path;
    this.source = source;
    this.header = header;
  }

  /**
   * Looks at the first 200 records of a file.
   *
   * @param template what is known beforehand: names of fields, timestamp and entity are kept, the
   *     rest is inferred; its format need not be the file's
   * @throws ConfigurationException when the file cannot be read or shows no numeric field
   */
  public static EventFile inspect(Path path, SourceConfig template) {
    try {
      List<byte[]> samples = samples(path, template.maxRecordBytes());
      if (samples.isEmpty()) {
        throw new ConfigurationException("The file %s has no records.".formatted(path));
      }
      return isJson(path, samples.get(0))
          ? json(path, template, samples)
          : csv(path, template, samples);
    } catch (IOException e) {
      throw new ConfigurationException(
          "The file %s cannot be read (%s).".formatted(path, e.getClass().getSimpleName()));
    }
  }

  @Override
  public SourceConfig source() {
    return source;
  }

  /** Reads the whole file. */
  @Override
  public long count() throws IOException {
    long count = header ? -1 : 0;
    try (RecordReader records = records(Files.newInputStream(path))) {
      while (records.next() != null) {
        count++;
      }
    }
    return Math.max(0, count);
  }

  @Override
  public FileEvents open(String pipeline) throws IOException {
    CountingInputStream counted = new CountingInputStream(Files.newInputStream(path));
    RecordReader records = records(counted);
    if (header) {
      records.next();
    }
    return new RecordEvents(records, counted, Files.size(path), EventDecoder.of(source, pipeline));
  }

  private RecordReader records(InputStream in) throws IOException {
    return new RecordReader(
        unpacked(path, in), source.format() == SourceFormat.CSV, source.maxRecordBytes());
  }

  private static EventFile json(Path path, SourceConfig template, List<byte[]> samples) {
    SourceConfig asJson = withFormat(template, SourceFormat.JSON);
    return new EventFile(path, FieldInference.infer(asJson, samples).fillAll(asJson), false);
  }

  private static EventFile csv(Path path, SourceConfig template, List<byte[]> samples) {
    String delimiter =
        template.columns().isEmpty() ? delimiter(samples.get(0)) : template.delimiter();
    List<String> cells = cells(samples.get(0), delimiter);
    boolean header = cells.stream().noneMatch(EventFile::isData);
    List<String> columns = header ? cells : columnsWithoutHeader(template, cells.size());
    List<byte[]> rows = header ? samples.subList(1, samples.size()) : samples;
    SourceConfig asCsv = withFormat(template, SourceFormat.CSV);
    Layout layout = FieldInference.inferCsv(asCsv, columns, delimiter, rows);
    return new EventFile(path, layout.fillAll(asCsv), header);
  }

  /**
   * In Avro timestamp and entity are part of the schema, so what a template for Avro says of them
   * does not bind a file.
   */
  private static SourceConfig withFormat(SourceConfig template, SourceFormat format) {
    boolean avro = template.format() == SourceFormat.AVRO;
    return template.withLayout(
        format,
        avro ? null : template.timestamp(),
        avro ? null : template.entity(),
        template.fields(),
        List.of(),
        template.delimiter());
  }

  private static List<String> columnsWithoutHeader(SourceConfig template, int count) {
    boolean fits = template.columns().size() == count;
    return fits ? template.columns() : FieldInference.positionalNames(count);
  }

  private static boolean isData(String cell) {
    byte[] bytes = cell.getBytes(StandardCharsets.UTF_8);
    return cell.isEmpty() || !Double.isNaN(Decimal.parse(bytes, 0, bytes.length));
  }

  private static List<String> cells(byte[] record, String delimiter) {
    CsvLine line = new CsvLine(delimiter, SourceConfig.MOST_FIELDS);
    try {
      line.split(record);
    } catch (Rejection e) {
      throw new ConfigurationException(
          "The first line of the file is no CSV: it is %s.".formatted(e.getMessage()));
    }
    List<String> cells = new ArrayList<>();
    for (int cell = 0; cell < Math.min(line.size(), SourceConfig.MOST_FIELDS); cell++) {
      int start = line.start(cell);
      cells.add(new String(line.text(), start, line.end(cell) - start, StandardCharsets.UTF_8));
    }
    return cells;
  }

  private static String delimiter(byte[] record) {
    String line = new String(record, StandardCharsets.UTF_8).replaceAll("\"[^\"]*\"", "");
    char best = ',';
    for (char candidate : DELIMITERS.toCharArray()) {
      best = count(line, candidate) > count(line, best) ? candidate : best;
    }
    return String.valueOf(best);
  }

  private static long count(String line, char wanted) {
    return line.chars().filter(c -> c == wanted).count();
  }

  private static List<byte[]> samples(Path path, int mostBytes) throws IOException {
    List<byte[]> samples = new ArrayList<>();
    boolean quotes = !hasJsonName(path);
    try (RecordReader records =
        new RecordReader(unpacked(path, Files.newInputStream(path)), quotes, mostBytes)) {
      // The header is one more.
      for (byte[] next = records.next();
          next != null && samples.size() <= SAMPLES;
          next = records.next()) {
        samples.add(next);
      }
    }
    return samples;
  }

  private static boolean isJson(Path path, byte[] first) {
    return hasJsonName(path)
        || new String(first, StandardCharsets.UTF_8).stripLeading().startsWith("{");
  }

  private static boolean hasJsonName(Path path) {
    return path.toString().toLowerCase(Locale.ROOT).matches(".*\\.(json|jsonl|ndjson)(\\.gz)?");
  }

  static InputStream unpacked(Path path, InputStream in) throws IOException {
    boolean packed = path.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    InputStream plain = packed ? new GZIPInputStream(in, 1 << 16) : in;
    return new ByteInput(plain);
  }
}
