package io.thalweg.streams.decode;

import java.io.IOException;
import java.util.Optional;

/**
 * Reads the records of an {@link EventFile} one after the other. Offsets are row numbers, the
 * partition is 0; where the file has no timestamp column, row {@code n} happens {@code n} seconds
 * after 1970. For one thread.
 */
final class RecordEvents implements FileEvents {
  private static final byte[] NO_KEY = {};
  private static final long MILLIS_PER_ROW = 1000;

  private final RecordReader records;
  private final CountingInputStream counted;
  private final long sizeBytes;
  private final EventDecoder decoder;
  private long row;

  RecordEvents(
      RecordReader records, CountingInputStream counted, long sizeBytes, EventDecoder decoder) {
    this.records = records;
    this.counted = counted;
    this.sizeBytes = sizeBytes;
    this.decoder = decoder;
  }

  @Override
  public Optional<FileEvent> next() throws IOException {
    byte[] raw = records.next();
    if (raw == null) {
      return Optional.empty();
    }
    Decoded decoded = decoder.decode(NO_KEY, raw, row * MILLIS_PER_ROW, 0, row);
    return Optional.of(new FileEvent(row++, raw, decoded));
  }

  /** Ahead of {@link #next} by a buffer. */
  @Override
  public double progress() {
    return sizeBytes == 0 ? 1 : Math.min(1, (double) counted.count() / sizeBytes);
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
