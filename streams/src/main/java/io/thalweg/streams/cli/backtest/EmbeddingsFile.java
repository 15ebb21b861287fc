package io.thalweg.streams.cli.backtest;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.CsvWriter.CsvWriterRecord;
import io.thalweg.model.item.Reading;
import io.thalweg.model.serve.Observation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code embeddings.csv}: one row per record that a version has embedded, with its row number. */
final class EmbeddingsFile implements OutputFile {
  private static final List<String> COLUMNS =
      List.of("row", "timestamp", "entity", "version", "space_id", "in_sample");

  private final CsvWriter out;

  /**
   * @param size floats of one embedding
   */
  EmbeddingsFile(Path file, int size) throws IOException {
    out = CsvFiles.create(file);
    List<String> columns = new ArrayList<>(COLUMNS);
    for (int i = 0; i < size; i++) {
      columns.add("e" + i);
    }
    out.writeRecord(columns);
  }

  @Override
  public void served(Reading reading, Observation seen) {
    seen.served().ifPresent(served -> write(reading, served));
  }

  private void write(Reading reading, Observation.Served served) {
    CsvWriterRecord row =
        out.writeRecord()
            .writeField(Long.toString(reading.offset()))
            .writeField(Long.toString(reading.timestampMillis()))
            .writeField(reading.entity())
            .writeField(Long.toString(served.snapshot().version()))
            .writeField(served.snapshot().spaceId())
            .writeField(served.inSample() ? "1" : "0");
    for (float value : served.embedding()) {
      row.writeField(Numbers.of(value));
    }
    row.endRecord();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
