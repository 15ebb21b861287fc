package io.thalweg.model.picture;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * A buffer that is filled with the kept parts of a file and then read by a decoder of the JDK.
 * Reused for every file: streams of this kind have finalizers, one a picture would burden the
 * collector.
 */
final class BytesInput extends ImageInputStreamImpl {
  private byte[] bytes = {};
  private int length;
  private final Deque<Long> marks = new ArrayDeque<>();

  /** Empties the buffer for a file, of whose bytes about as many will be kept. */
  void clear(int expected) {
    if (bytes.length < expected) {
      bytes = new byte[expected];
    }
    length = 0;
    streamPos = 0;
    bitOffset = 0;
    flushedPos = 0;
    marks.clear(); // a decoder that failed has left its own
  }

  /** Keeps a part of the file. */
  void append(byte[] from, int at, int count) {
    if (bytes.length - length < count) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
    }
    System.arraycopy(from, at, bytes, length, count);
    length += count;
  }

  @Override
  public int read() {
    bitOffset = 0;
    return streamPos < length ? bytes[(int) streamPos++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] into, int at, int count) {
    bitOffset = 0;
    if (count == 0) {
      return 0;
    }
    int available = (int) Math.min(count, length - streamPos);
    if (available <= 0) {
      return -1;
    }
    System.arraycopy(bytes, (int) streamPos, into, at, available);
    streamPos += available;
    return available;
  }

  @Override
  public void mark() {
    marks.push(streamPos);
  }

  @Override
  public void reset() {
    if (!marks.isEmpty()) {
      streamPos = marks.pop();
      bitOffset = 0; // both decoders mark whole bytes only
    }
  }

  @Override
  public long length() {
    return length;
  }
}
