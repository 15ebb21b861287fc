package io.thalweg.model.state;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How the floats of items are written: as they are, or in fewer bytes where that loses nothing.
 *
 * <p>Written are a mark and the count, then
 *
 * <ul>
 *   <li>a byte each, behind the length of a run of NaN (nothing has come yet) at the start, where
 *       all others are pixels ({@link PixelFloats});
 *   <li>one or three bytes each where all are whole numbers from 0 on or NaN, as tokens are;
 *   <li>else the floats.
 * </ul>
 *
 * <p>What is read has the same bits as what was written. Finding out stops at the first float that
 * is neither pixel nor token: for other items it costs nothing.
 */
final class ItemFloats {
  private static final int AS_FLOATS = 0;
  private static final int AS_PIXELS = 1;
  private static final int AS_SMALL_TOKENS = 2;
  private static final int AS_TOKENS = 3;

  /** In three bytes, and in one: no token. */
  private static final int NOTHING = 0xffffff;

  private static final int NOTHING_SMALL = 0xff;
  private static final int TOKEN_BYTES = 3;

  /** A run of nothing takes no bytes: what damaged ones can claim is bounded here. */
  private static final int MOST = 1 << 24;

  private ItemFloats() {}

  static void write(StateWriter out, float[] values, int offset, int length) {
    int nothing = 0;
    while (nothing < length && isNothing(values[offset + nothing])) {
      nothing++;
    }
    if (arePixels(values, offset + nothing, length - nothing)) {
      out.writeByte(AS_PIXELS).writeInt(length).writeInt(nothing);
      ByteBuffer bytes = out.room(length - nothing);
      for (int i = offset + nothing; i < offset + length; i++) {
        bytes.put((byte) (int) PixelFloats.levels(values[i]));
      }
      return;
    }
    int largest = largestToken(values, offset, length);
    if (largest < 0) {
      out.writeByte(AS_FLOATS).writeInt(length).writeFloats(values, offset, length);
    } else {
      writeTokens(out, values, offset, length, largest < NOTHING_SMALL);
    }
  }

  private static void writeTokens(
      StateWriter out, float[] values, int offset, int length, boolean small) {
    out.writeByte(small ? AS_SMALL_TOKENS : AS_TOKENS).writeInt(length);
    ByteBuffer bytes = out.room(small ? length : TOKEN_BYTES * length);
    for (int i = offset; i < offset + length; i++) {
      int token = isNothing(values[i]) ? NOTHING : (int) values[i];
      bytes.put((byte) token);
      if (!small) {
        bytes.put((byte) (token >> 8)).put((byte) (token >> 16));
      }
    }
  }

  private static boolean isNothing(float value) {
    return Float.floatToRawIntBits(value) == Float.floatToRawIntBits(Float.NaN);
  }

  private static boolean arePixels(float[] values, int from, int count) {
    for (int i = from; i < from + count; i++) {
      float back = PixelFloats.of((byte) (int) PixelFloats.levels(values[i]));
      // Bits, not values: -0 equals 0 and is no pixel.
      if (Float.floatToRawIntBits(back) != Float.floatToRawIntBits(values[i])) {
        return false;
      }
    }
    return true;
  }

  /** The largest token, -1 where one of the floats is none. */
  private static int largestToken(float[] values, int from, int count) {
    int largest = 0;
    for (int i = from; i < from + count; i++) {
      if (!isNothing(values[i])) {
        int token = (int) values[i];
        if (token < 0
            || token >= NOTHING
            || Float.floatToRawIntBits(token) != Float.floatToRawIntBits(values[i])) {
          return -1;
        }
        largest = Math.max(largest, token);
      }
    }
    return largest;
  }

  static float[] read(StateReader in) {
    int mark = in.readByte();
    return switch (mark) {
      case AS_FLOATS -> in.readFloats(new float[in.readCount(Float.BYTES)]);
      case AS_PIXELS -> readPixels(in);
      case AS_SMALL_TOKENS -> readSmallTokens(in);
      case AS_TOKENS -> readTokens(in);
      default -> throw new IllegalStateException("items begin with mark " + mark);
    };
  }

  private static float[] readPixels(StateReader in) {
    int length = in.readInt();
    int nothing = in.readInt();
    if (nothing < 0 || nothing > length || length > MOST) {
      throw new IllegalStateException(
          "items are %d pixels, of which %d are missing".formatted(length, nothing));
    }
    ByteBuffer bytes = in.need(length - nothing);
    float[] values = new float[length];
    Arrays.fill(values, 0, nothing, Float.NaN);
    for (int i = nothing; i < length; i++) {
      values[i] = PixelFloats.of(bytes.get());
    }
    return values;
  }

  private static float[] readSmallTokens(StateReader in) {
    float[] values = new float[in.readCount(1)];
    ByteBuffer bytes = in.need(values.length);
    for (int i = 0; i < values.length; i++) {
      int token = bytes.get() & 0xff;
      values[i] = token == NOTHING_SMALL ? Float.NaN : token;
    }
    return values;
  }

  private static float[] readTokens(StateReader in) {
    float[] values = new float[in.readCount(TOKEN_BYTES)];
    ByteBuffer bytes = in.need(TOKEN_BYTES * values.length);
    for (int i = 0; i < values.length; i++) {
      int token = bytes.get() & 0xff | (bytes.get() & 0xff) << 8 | (bytes.get() & 0xff) << 16;
      values[i] = token == NOTHING ? Float.NaN : token;
    }
    return values;
  }
}
