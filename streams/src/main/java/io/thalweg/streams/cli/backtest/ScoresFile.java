package io.thalweg.streams.cli.backtest;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.CsvWriter.CsvWriterRecord;
import io.thalweg.model.item.EntityItems.Arrival;
import io.thalweg.model.item.Reading;
import io.thalweg.model.serve.Observation;
import java.io.IOException;
import java.nio.file.Path;

/**
 * {@code scores.csv}: one row per record of the input, in its order. What does not apply is empty:
 * all cells of a record that could not be read, the scores of one that was late, {@code surprise}
 * and {@code version} before the first version, {@code p_value} while the calibration warms up.
 */
final class ScoresFile implements OutputFile {
  private static final String[] COLUMNS = {
    "timestamp", "entity", "surprise", "p_value", "alert", "version"
  };
  private static final String[] NOTHING = {"", "", "", "", "", ""};

  private final CsvWriter out;

  ScoresFile(Path file) throws IOException {
    out = CsvFiles.create(file);
    out.writeRecord(COLUMNS);
  }

  @Override
  public void served(Reading reading, Observation seen) {
    CsvWriterRecord row =
        out.writeRecord()
            .writeField(Long.toString(reading.timestampMillis()))
            .writeField(reading.entity())
            .writeField(
                seen.surprise().isPresent() ? Numbers.of(seen.surprise().getAsDouble()) : "")
            .writeField(seen.probability().map(p -> Numbers.of(p.p())).orElse(""));
    row.writeField(seen.arrival() == Arrival.LATE ? "" : seen.alert().isPresent() ? "1" : "0")
        .writeField(seen.served().map(s -> Long.toString(s.snapshot().version())).orElse(""))
        .endRecord();
  }

  @Override
  public void rejected() {
    out.writeRecord(NOTHING);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
