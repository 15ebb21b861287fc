package io.thalweg.model.state;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How a pixel of eight bits is a float for a network, and how such floats are written as eight bits
 * again: {@code (pixel - 128) / 32}, from -4 to 3.97, which a float holds exactly.
 *
 * <p>Written are a mark and the count, then either the floats as they are, or, where all of them
 * are such pixels but for a run of NaN (nothing has come yet) at the start, the length of that run
 * and a byte each. What is read has the same bits as what was written, either way. Finding out
 * stops at the first float that is no pixel: for other items it costs nothing.
 */
public final class PixelFloats {
  private static final int AS_FLOATS = 0;
  private static final int AS_BYTES = 1;
  private static final int MIDDLE = 128;

  /** A run of nothing takes no bytes: what damaged ones can claim is bounded here. */
  private static final int MOST = 1 << 24;

  private static final float LEVELS_PER_UNIT = 32f;

  private PixelFloats() {}

  /** A pixel as a float. */
  public static float of(byte pixel) {
    return ((pixel & 0xff) - MIDDLE) / LEVELS_PER_UNIT;
  }

  /** A float in levels of a pixel, 0 to 255 for those that are one. */
  public static float levels(float value) {
    return value * LEVELS_PER_UNIT + MIDDLE;
  }

  /** A difference of floats in levels. */
  public static float levelsOfDifference(float difference) {
    return difference * LEVELS_PER_UNIT;
  }

  static void write(StateWriter out, float[] values, int offset, int length) {
    int nothing = 0;
    while (nothing < length && isNothing(values[offset + nothing])) {
      nothing++;
    }
    if (!arePixels(values, offset + nothing, length - nothing)) {
      out.writeByte(AS_FLOATS).writeInt(length).writeFloats(values, offset, length);
      return;
    }
    out.writeByte(AS_BYTES).writeInt(length).writeInt(nothing);
    ByteBuffer bytes = out.room(length - nothing);
    for (int i = offset + nothing; i < offset + length; i++) {
      bytes.put((byte) (int) levels(values[i]));
    }
  }

  private static boolean isNothing(float value) {
    return Float.floatToRawIntBits(value) == Float.floatToRawIntBits(Float.NaN);
  }

  private static boolean arePixels(float[] values, int from, int count) {
    for (int i = from; i < from + count; i++) {
      float back = of((byte) (int) levels(values[i]));
      // Bits, not values: -0 equals 0 and is no pixel.
      if (Float.floatToRawIntBits(back) != Float.floatToRawIntBits(values[i])) {
        return false;
      }
    }
    return true;
  }

  static float[] read(StateReader in) {
    int mark = in.readByte();
    if (mark == AS_FLOATS) {
      return in.readFloats(new float[in.readCount(Float.BYTES)]);
    }
    int length = in.readInt();
    int nothing = in.readInt();
    if (mark != AS_BYTES || nothing < 0 || nothing > length || length > MOST) {
      throw new IllegalStateException(
          "items begin with mark %d, %d floats and %d missing".formatted(mark, length, nothing));
    }
    ByteBuffer bytes = in.need(length - nothing);
    float[] values = new float[length];
    Arrays.fill(values, 0, nothing, Float.NaN);
    for (int i = nothing; i < length; i++) {
      values[i] = of(bytes.get());
    }
    return values;
  }
}
