package io.thalweg.streams.decode;

import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.config.SourceConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The lines of a file as texts; {@code .gz} is unpacked on the way, blank lines are skipped. */
public final class TextFile implements EventInput {
  private final Path path;
  private final SourceConfig source;
  private final TextModality modality;

  private TextFile(Path path, SourceConfig source, TextModality modality) {
    this.path = path;
    this.source = source;
    this.modality = modality;
  }

  /**
   * Looks whether there is something.
   *
   * @param source with the modality's fields
   * @throws ConfigurationException when the file cannot be read
   */
  public static TextFile of(Path path, SourceConfig source, TextModality modality) {
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw new ConfigurationException("The file %s cannot be read.".formatted(path));
    }
    return new TextFile(path, source, modality);
  }

  @Override
  public SourceConfig source() {
    return source;
  }

  /** Reads the whole file. */
  @Override
  public long count() throws IOException {
    long count = 0;
    try (RecordReader lines = lines(Files.newInputStream(path))) {
      while (lines.next() != null) {
        count++;
      }
    }
    return count;
  }

  private RecordReader lines(InputStream in) throws IOException {
    return new RecordReader(EventFile.unpacked(path, in), false, source.maxRecordBytes());
  }

  @Override
  public FileEvents open(String pipeline) throws IOException {
    CountingInputStream counted = new CountingInputStream(Files.newInputStream(path));
    EventDecoder decoder = modality.decoder(source, pipeline, null);
    return new RecordEvents(lines(counted), counted, Files.size(path), decoder);
  }
}
