package io.thalweg.model.detect;

import java.util.Arrays;

/**
 * Where in a frame an event was improbable.
 *
 * @param x column of its left edge, in pixels of the pipeline's frame, at least 0
 * @param y row of its upper edge, at least 0
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param heatMap a PNG of the frame with its surprise laid over it; owned by the region
 */
@SuppressWarnings("ArrayRecordComponent") // equality is defined below
public record Region(int x, int y, int width, int height, byte[] heatMap) implements Evidence {

  /** Checks the box. */
  public Region {
    if (x < 0 || y < 0 || width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a region of %d x %d pixels at %d,%d is none".formatted(width, height, x, y));
    }
  }

  /** As in {@code 24x16 pixels at 8,40: patch 8,40 31 (expected 3 ± 1)}. */
  @Override
  public String text(String parts) {
    return "%dx%d pixels at %d,%d: %s".formatted(width, height, x, y, parts);
  }

  @Override
  public String events() {
    return "frames";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Region that
        && x == that.x
        && y == that.y
        && width == that.width
        && height == that.height
        && Arrays.equals(heatMap, that.heatMap);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(new int[] {x, y, width, height, Arrays.hashCode(heatMap)});
  }
}
