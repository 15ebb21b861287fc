package io.thalweg.streams.decode;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a file into records, one per line; blank lines are skipped. A line break inside CSV quotes
 * does not end a record. A record of more than the allowed bytes is cut one byte behind them, so
 * that the decoder rejects it as too large, and the rest of its line is skipped.
 */
final class RecordReader implements Closeable {
  private static final int END = -1;

  private final InputStream in;
  private final boolean quotes;
  private final int mostBytes;
  // Grown here: a ByteArrayOutputStream takes its lock for every byte.
  private byte[] record = new byte[1024];
  private int size;

  RecordReader(InputStream in, boolean quotes, int mostBytes) {
    this.in = in;
    this.quotes = quotes;
    this.mostBytes = mostBytes;
  }

  /** The next record without its line break, or null at the end. */
  byte @Nullable [] next() throws IOException {
    while (true) {
      size = 0;
      int last = readRecord();
      byte[] bytes = Arrays.copyOf(record, size);
      if (!isBlank(bytes)) {
        return bytes;
      }
      if (last == END) {
        return null;
      }
    }
  }

  private int readRecord() throws IOException {
    boolean quoted = false;
    int b = in.read();
    while (b != END && (b != '\n' || quoted)) {
      quoted ^= quotes && b == '"';
      if (size > mostBytes) {
        quoted = false; // an open quote must not swallow the rest of the file
      } else if (b != '\r' || quoted) {
        append((byte) b);
      }
      b = in.read();
    }
    return b;
  }

  private void append(byte b) {
    if (size == record.length) {
      record = Arrays.copyOf(record, 2 * size);
    }
    record[size++] = b;
  }

  private static boolean isBlank(byte[] bytes) {
    for (byte b : bytes) {
      if (b != ' ' && b != '\t') {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
