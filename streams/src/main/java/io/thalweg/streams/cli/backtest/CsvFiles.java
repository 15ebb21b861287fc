package io.thalweg.streams.cli.backtest;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.nio.file.Path;

/** CSV as the backtest writes it: UTF-8, commas, line feeds, quotes only where needed. */
final class CsvFiles {
  private static final int BUFFER = 1 << 16;

  private CsvFiles() {}

  static CsvWriter create(Path file) throws IOException {
    return CsvWriter.builder().lineDelimiter(LineDelimiter.LF).bufferSize(BUFFER).build(file);
  }
}
