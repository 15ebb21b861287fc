package io.thalweg.streams.cli.demo.scene;

import java.util.SplittableRandom;

/** Light that falls on a sensor: {@code [height, width, 3]}, in levels of 0 to 255 and beyond. */
final class Canvas {
  static final int CHANNELS = 3;
  private static final double LANE_DEVIATION = 0x1p16 * Math.sqrt(4 / 12.0);

  private final int height;
  private final int width;
  private final float[] light;

  Canvas(int height, int width, float[] light) {
    this.height = height;
    this.width = width;
    this.light = light;
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }

  /** Brightness changes by a factor. */
  void dim(double factor) {
    for (int i = 0; i < light.length; i++) {
      light[i] *= (float) factor;
    }
  }

  /** As much light falls on every pixel in addition. */
  void brighten(double levels) {
    for (int i = 0; i < light.length; i++) {
      light[i] += (float) levels;
    }
  }

  /** Covers a pixel by a part; the colours are multiplied by it already. */
  void blend(int row, int column, float cover, float red, float green, float blue) {
    int at = (row * width + column) * CHANNELS;
    light[at] += red - cover * light[at];
    light[at + 1] += green - cover * light[at + 1];
    light[at + 2] += blue - cover * light[at + 2];
  }

  /** Paints a rectangle in one grey. */
  void fill(int top, int left, int rows, int columns, float level) {
    for (int row = top; row < top + rows; row++) {
      for (int column = left; column < left + columns; column++) {
        blend(row, column, 1, level, level, level);
      }
    }
  }

  /**
   * What a sensor makes of it: bytes {@code [height, width, 3]}, each with noise of its own.
   *
   * @param deviation of the noise, levels: a sum of four even draws, near enough to a Gaussian
   */
  byte[] sense(double deviation, SplittableRandom random) {
    byte[] pixels = new byte[light.length];
    double perLane = deviation / LANE_DEVIATION;
    for (int i = 0; i < pixels.length; i++) {
      long bits = random.nextLong();
      long lanes =
          (bits & 0xffff) + (bits >>> 16 & 0xffff) + (bits >>> 32 & 0xffff) + (bits >>> 48);
      double level = light[i] + perLane * (lanes - 2 * 0xffff);
      pixels[i] = (byte) Math.round(Math.max(0, Math.min(255, level)));
    }
    return pixels;
  }
}
