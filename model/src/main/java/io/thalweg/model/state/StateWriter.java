package io.thalweg.model.state;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing little-endian buffer for state. Arrays are copied in bulk; everything is written with
 * its length where {@link StateReader} needs it. Reusable after {@link #clear()}; not thread-safe.
 */
public final class StateWriter {
  private ByteBuffer buffer;

  /**
   * @param capacity bytes to start with
   */
  public StateWriter(int capacity) {
    buffer = ByteBuffer.allocate(Math.max(16, capacity)).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Forgets what was written, keeps the memory. */
  public StateWriter clear() {
    buffer.clear();
    return this;
  }

  /** Appends one byte. */
  public StateWriter writeByte(int value) {
    room(1).put((byte) value);
    return this;
  }

  /** Appends four bytes. */
  public StateWriter writeInt(int value) {
    room(Integer.BYTES).putInt(value);
    return this;
  }

  /** Appends eight bytes. */
  public StateWriter writeLong(long value) {
    room(Long.BYTES).putLong(value);
    return this;
  }

  /** Appends the value's bits. */
  public StateWriter writeDouble(double value) {
    room(Double.BYTES).putDouble(value);
    return this;
  }

  /** Appends the length in bytes and the UTF-8 text. */
  public StateWriter writeString(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    writeInt(bytes.length);
    room(bytes.length).put(bytes);
    return this;
  }

  /** Appends the floats without their count. */
  public StateWriter writeFloats(float[] values) {
    return writeFloats(values, 0, values.length);
  }

  /** Appends {@code length} floats without their count. */
  public StateWriter writeFloats(float[] values, int offset, int length) {
    ByteBuffer out = room(length * Float.BYTES);
    out.asFloatBuffer().put(values, offset, length);
    out.position(out.position() + length * Float.BYTES);
    return this;
  }

  /**
   * Appends {@code length} floats with their count, in fewer bytes where that loses nothing ({@link
   * ItemFloats}); read by {@link StateReader#readItems}.
   */
  public StateWriter writeItems(float[] values, int offset, int length) {
    ItemFloats.write(this, values, offset, length);
    return this;
  }

  /** Appends the doubles without their count. */
  public StateWriter writeDoubles(double[] values) {
    ByteBuffer out = room(values.length * Double.BYTES);
    out.asDoubleBuffer().put(values);
    out.position(out.position() + values.length * Double.BYTES);
    return this;
  }

  /** Appends all that another writer holds, with its length, as a part that can be read alone. */
  public StateWriter writePart(StateWriter part) {
    int bytes = part.size();
    writeInt(bytes);
    room(bytes).put(part.buffer.array(), 0, bytes);
    return this;
  }

  /** The buffer to write to directly, with room for {@code bytes} more; little-endian. */
  public ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      int needed = Math.addExact(buffer.position(), bytes);
      int capacity =
          (int) Math.min(Integer.MAX_VALUE - 16L, Math.max(needed, 2L * buffer.capacity()));
      ByteBuffer larger = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
      larger.put(buffer.flip());
      buffer = larger;
    }
    return buffer;
  }

  /** Bytes written. */
  public int size() {
    return buffer.position();
  }

  /** A copy of all that was written. */
  public byte[] toByteArray() {
    return toByteArray(0, buffer.position());
  }

  /** A copy of the bytes written from {@code from} up to, without, {@code to}. */
  public byte[] toByteArray(int from, int to) {
    if (to > buffer.position()) {
      throw new IndexOutOfBoundsException(
          "%d bytes are written, not %d".formatted(buffer.position(), to));
    }
    return Arrays.copyOfRange(buffer.array(), from, to);
  }
}
