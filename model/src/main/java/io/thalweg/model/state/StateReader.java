package io.thalweg.model.state;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Reads what {@link StateWriter} wrote. Lengths are checked against the bytes that are there, so
 * that damaged bytes cost an {@link IllegalStateException}, not memory.
 */
public final class StateReader {
  private final ByteBuffer buffer;

  /** Reads from the start of {@code bytes}. */
  public StateReader(byte[] bytes) {
    this(ByteBuffer.wrap(bytes));
  }

  private StateReader(ByteBuffer bytes) {
    buffer = bytes.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Reads at once what is written: how state is copied from one object to another. */
  public static StateReader of(Consumer<StateWriter> state) {
    StateWriter out = new StateWriter(256);
    state.accept(out);
    return new StateReader(out.toByteArray());
  }

  /** Next byte, 0 to 255. */
  public int readByte() {
    return need(1).get() & 0xff;
  }

  /** Next four bytes. */
  public int readInt() {
    return need(Integer.BYTES).getInt();
  }

  /** Next eight bytes. */
  public long readLong() {
    return need(Long.BYTES).getLong();
  }

  /** Next double. */
  public double readDouble() {
    return need(Double.BYTES).getDouble();
  }

  /** Next string. */
  public String readString() {
    int length = readInt();
    byte[] bytes = new byte[checked(length, 1)];
    need(length).get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Fills {@code values}. */
  public float[] readFloats(float[] values) {
    ByteBuffer in = need(values.length * Float.BYTES);
    in.asFloatBuffer().get(values);
    in.position(in.position() + values.length * Float.BYTES);
    return values;
  }

  /** What {@link StateWriter#writeItems} wrote. */
  public float[] readItems() {
    return ItemFloats.read(this);
  }

  /** Fills {@code values}. */
  public double[] readDoubles(double[] values) {
    ByteBuffer in = need(values.length * Double.BYTES);
    in.asDoubleBuffer().get(values);
    in.position(in.position() + values.length * Double.BYTES);
    return values;
  }

  /** A count of things of at least {@code bytesEach} bytes that must still follow. */
  public int readCount(int bytesEach) {
    return checked(readInt(), bytesEach);
  }

  /** A part: a reader of it alone, which stays good; this one goes on behind it. */
  public StateReader readPart() {
    int bytes = readCount(1);
    ByteBuffer part = buffer.slice(buffer.position(), bytes);
    buffer.position(buffer.position() + bytes);
    return new StateReader(part);
  }

  /** Whether there is more to read. */
  public boolean hasNext() {
    return buffer.hasRemaining();
  }

  /** The buffer to read from directly, with at least {@code bytes} left; little-endian. */
  public ByteBuffer need(int bytes) {
    if (bytes < 0 || buffer.remaining() < bytes) {
      throw new IllegalStateException(
          "state ends early: %d bytes wanted, %d left".formatted(bytes, buffer.remaining()),
          new BufferUnderflowException());
    }
    return buffer;
  }

  /** Fails unless everything was read. */
  public void expectEnd() {
    if (buffer.hasRemaining()) {
      throw new IllegalStateException(buffer.remaining() + " bytes too many in the state");
    }
  }

  private int checked(int count, int bytesEach) {
    if (count < 0 || (long) count * bytesEach > buffer.remaining()) {
      throw new IllegalStateException(
          "state claims %d items with %d bytes left".formatted(count, buffer.remaining()));
    }
    return count;
  }
}
