package io.thalweg.model.picture;

/**
 * How a pixel's byte becomes the float a network sees, and back: {@code (byte - 128) / 32}.
 *
 * <p>The range 0..255 becomes -4..3.97: centred, within the clamp of 8 that all items keep, a step
 * of 1/32. Every value is exactly representable, so a float made from a byte gives that byte again,
 * and pictures can be stored with one byte a value and lose nothing.
 */
public final class PixelScale {
  /** Value of the middle grey, which becomes zero. */
  private static final int MIDDLE = 128;

  /** Steps of a byte in one unit. */
  private static final float STEPS = 32f;

  private PixelScale() {}

  /** The float of a byte, which is read as unsigned. */
  public static float toFloat(byte pixel) {
    return ((pixel & 0xFF) - MIDDLE) / STEPS;
  }

  /** The nearest byte of any float, at the ends of the range for one beyond them; 128 for NaN. */
  public static byte toPixel(float value) {
    return (byte) (Math.max(-MIDDLE, Math.min(MIDDLE - 1, Math.round(value * STEPS))) + MIDDLE);
  }

  /**
   * Scales many.
   *
   * @param pixels untouched
   * @param values written from {@code at} on, as many as there are pixels
   */
  public static void toFloats(byte[] pixels, float[] values, int at) {
    for (int i = 0; i < pixels.length; i++) {
      values[at + i] = ((pixels[i] & 0xFF) - MIDDLE) * (1 / STEPS);
    }
  }

  /**
   * Scales many back.
   *
   * @param values untouched, read from {@code at} on
   * @param pixels filled
   */
  public static void toPixels(float[] values, int at, byte[] pixels) {
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = toPixel(values[at + i]);
    }
  }
}
