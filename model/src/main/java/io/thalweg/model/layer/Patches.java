package io.thalweg.model.layer;

import java.util.Arrays;

/**
 * What lies under each kernel of a convolution, one row per kernel ("im2col"), and the adjoint,
 * which adds each row back to where it came from. Rows are contiguous runs of pixels, so they move
 * in runs.
 */
final class Patches {
  /** Below it a loop is faster than a call. */
  private static final int SHORT = 12;

  private final ConvShape shape;
  private final int frames;

  Patches(ConvShape shape, int frames) {
    this.shape = shape;
    this.frames = frames;
  }

  /** Floats of all rows. */
  int floats() {
    return frames * shape.positions() * shape.patch();
  }

  /**
   * From frames to rows.
   *
   * @param from {@code [frames, height, width, in]}
   * @param rows {@code [frames, positions, kernel, kernel, in]}: the border's zeros are not written
   */
  void gather(float[] from, float[] rows) {
    move(from, rows, true);
  }

  /**
   * The adjoint: {@code <gather(x), y> = <x, scatter(y)>}.
   *
   * @param rows as for {@link #gather}; the border's are not read
   * @param to {@code [frames, height, width, in]}, overwritten
   */
  void scatter(float[] rows, float[] to) {
    Arrays.fill(to, 0, frames * shape.inFloats(), 0f);
    move(to, rows, false);
  }

  private void move(float[] frame, float[] rows, boolean gather) {
    int row = 0;
    for (int f = 0; f < frames; f++) {
      int base = f * shape.inFloats();
      for (int y = 0; y < shape.outHeight(); y++) {
        for (int x = 0; x < shape.outWidth(); x++, row += shape.patch()) {
          moveKernel(frame, base, y, x, rows, row, gather);
        }
      }
    }
  }

  private void moveKernel(
      float[] frame, int base, int y, int x, float[] rows, int row, boolean gather) {
    int kernel = shape.kernel();
    int in = shape.in();
    int top = y * shape.stride() - kernel / 2;
    int left = x * shape.stride() - kernel / 2;
    int first = Math.max(0, -left);
    int count = (Math.min(kernel, shape.width() - left) - first) * in;
    for (int k = Math.max(0, -top); k < Math.min(kernel, shape.height() - top); k++) {
      int at = base + ((top + k) * shape.width() + left + first) * in;
      int to = row + (k * kernel + first) * in;
      if (!gather) {
        for (int i = 0; i < count; i++) {
          frame[at + i] += rows[to + i];
        }
      } else if (count < SHORT) {
        for (int i = 0; i < count; i++) {
          rows[to + i] = frame[at + i];
        }
      } else {
        System.arraycopy(frame, at, rows, to, count);
      }
    }
  }
}
