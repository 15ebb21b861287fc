package io.thalweg.model.state;

/**
 * How a pixel of eight bits is a float for a network: {@code (pixel - 128) / 32}, from -4 to 3.97,
 * which a float holds exactly.
 */
public final class PixelFloats {
  private static final int MIDDLE = 128;
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
}
