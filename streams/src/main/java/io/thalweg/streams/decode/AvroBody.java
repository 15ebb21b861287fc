package io.thalweg.streams.decode;

import java.io.EOFException;
import java.io.IOException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Avro binary of bytes that may lie: every length is compared with the bytes there are before
 * anything is allocated or skipped. Avro's own skipping takes a negative length for a step back,
 * which in a loop has no end. Reused from record to record.
 */
final class AvroBody {
  private static final int DEEPEST = 64;

  private @Nullable BinaryDecoder decoder;
  private int size;
  private byte[] text = new byte[64];
  private int textLength;
  private int depth;

  void open(byte[] value, int from) {
    size = value.length - from;
    depth = 0;
    decoder = DecoderFactory.get().binaryDecoder(value, from, size, decoder);
  }

  BinaryDecoder in() {
    if (decoder == null) {
      throw new IllegalStateException("nothing has been opened");
    }
    return decoder;
  }

  /** Enters a record, array or map. */
  void enter() throws Rejection {
    if (++depth > DEEPEST) {
      throw new Rejection(
          RejectReason.MALFORMED, "the record is nested deeper than " + DEEPEST + " levels");
    }
  }

  void leave() {
    depth--;
  }

  /** Items of the next block of an array or map; 0 at its end. */
  long block() throws IOException {
    long count = in().readLong();
    if (count < 0) {
      length(in().readLong()); // the block's bytes, which only matter to who skips it
      count = -count;
    }
    if (count < 0) {
      throw new IOException("a block has too many items");
    }
    return count;
  }

  /** Reads a string; {@link #text()} and {@link #textLength()} hold it until the next one. */
  void readText() throws IOException {
    textLength = length(in().readLong());
    if (text.length < textLength) {
      text = new byte[Math.max(textLength, 2 * text.length)];
    }
    in().readFixed(text, 0, textLength);
  }

  byte[] text() {
    return text;
  }

  int textLength() {
    return textLength;
  }

  /** Skips a string or bytes. */
  void skipBytes() throws IOException {
    in().skipFixed(length(in().readLong()));
  }

  private int length(long claimed) throws IOException {
    if (claimed < 0 || claimed > size) {
      throw new EOFException("a length is not that of anything in the record");
    }
    return (int) claimed;
  }
}
