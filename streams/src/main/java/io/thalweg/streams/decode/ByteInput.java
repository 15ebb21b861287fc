package io.thalweg.streams.decode;

import java.io.IOException;
import java.io.InputStream;

/**
 * A buffer for reading byte by byte, without the lock that every read of {@link
 * java.io.BufferedInputStream} takes. Skips a UTF-8 byte order mark.
 */
final class ByteInput extends InputStream {
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int limit;

  ByteInput(InputStream in) throws IOException {
    this.in = in;
    limit = in.readNBytes(buffer, 0, MARK.length);
    boolean marked =
        limit == MARK.length
            && buffer[0] == MARK[0]
            && buffer[1] == MARK[1]
            && buffer[2] == MARK[2];
    at = marked ? limit : 0;
  }

  @Override
  public int read() throws IOException {
    if (at >= limit) {
      limit = in.read(buffer, 0, buffer.length);
      at = 0;
      if (limit <= 0) {
        return -1;
      }
    }
    return buffer[at++] & 0xFF;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
