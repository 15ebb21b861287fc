package io.thalweg.streams.cli.demo.scene;

/**
 * A textured round object with a wavy, soft edge, as a picture that can be laid anywhere on a
 * {@link Canvas}, also between its pixels.
 *
 * <p>Its size is {@code 2 * radius + 3} pixels a side; the outermost are transparent, so that
 * nothing jumps at its border.
 */
final class Sprite {
  private static final double WAVES = 0.18;

  private final int side;
  private final float[] colours; // [side, side, 3]
  private final float[] opacity; // [side, side], 0 to 1

  /**
   * @param radius pixels
   * @param colour of the object, three channels, 0 to 255
   * @param contrast how far its texture leaves that colour, levels
   */
  Sprite(long seed, int radius, double[] colour, double contrast) {
    side = 2 * radius + 3;
    colours = new float[side * side * Canvas.CHANNELS];
    opacity = new float[side * side];
    ValueNoise texture = new ValueNoise(Mix.of(seed), radius * 0.5, 3);
    ValueNoise edge = new ValueNoise(Mix.of(seed + 1), 1, 1);
    double middle = radius + 1;
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        int pixel = row * side + column;
        double x = column - middle;
        double y = row - middle;
        opacity[pixel] = (float) opacity(edge, radius, x, y);
        double level = contrast * texture.at(column, row);
        for (int c = 0; c < Canvas.CHANNELS; c++) {
          colours[pixel * Canvas.CHANNELS + c] = (float) (colour[c] + level);
        }
      }
    }
  }

  private static double opacity(ValueNoise edge, int radius, double x, double y) {
    double distance = Math.hypot(x, y);
    double angle = Math.atan2(y, x);
    double wave = edge.at(2 * Math.cos(angle), 2 * Math.sin(angle));
    double reach = (radius - 1) * (1 - WAVES * (1 + wave) / 2);
    return Math.max(0, Math.min(1, reach - distance + 0.5));
  }

  /** Lays it on a canvas, centred at a place. */
  void draw(Canvas canvas, double x, double y) {
    double left = x - side / 2.0;
    double top = y - side / 2.0;
    int firstColumn = (int) Math.floor(left);
    int firstRow = (int) Math.floor(top);
    float right = (float) (left - firstColumn);
    float down = (float) (top - firstRow);
    int lastRow = Math.min(side, canvas.height() - 1 - firstRow);
    int lastColumn = Math.min(side, canvas.width() - 1 - firstColumn);
    for (int row = Math.max(0, -firstRow); row <= lastRow; row++) {
      for (int column = Math.max(0, -firstColumn); column <= lastColumn; column++) {
        blend(canvas, firstRow + row, firstColumn + column, row, column, right, down);
      }
    }
  }

  /** One pixel of the canvas: what four pixels of the sprite that lie under it make together. */
  private void blend(
      Canvas canvas, int atRow, int atColumn, int row, int column, float right, float down) {
    float cover = 0;
    float red = 0;
    float green = 0;
    float blue = 0;
    for (int up = 0; up < 2; up++) {
      for (int back = 0; back < 2; back++) {
        int r = row - up;
        int c = column - back;
        if (r >= 0 && c >= 0 && r < side && c < side) {
          float weight = (up == 0 ? 1 - down : down) * (back == 0 ? 1 - right : right);
          int pixel = r * side + c;
          float part = weight * opacity[pixel];
          cover += part;
          red += part * colours[3 * pixel];
          green += part * colours[3 * pixel + 1];
          blue += part * colours[3 * pixel + 2];
        }
      }
    }
    if (cover > 0) {
      canvas.blend(atRow, atColumn, cover, red, green, blue);
    }
  }
}
