package io.thalweg.model.layer;

import java.util.Arrays;

/**
 * What lies under each kernel of a convolution, one row per kernel ("im2col"), and the adjoint,
 * which adds each row back to where it came from. Rows are contiguous runs of pixels, so they move
 * in runs; runs of a few floats (the first layer of a grey frame has three) go one by one through a
 * list of where each comes from, made once. Frame by frame, so that rows are moved while they are
 * in the cache. Not thread-safe.
 */
final class Patches {
  /** Runs of fewer floats are not worth a call. */
  private static final int SHORT = 12;

  private final ConvShape shape;
  private final int frames;

  /**
   * Where each float of a frame's rows lies in them, and where in the frame; empty for long runs.
   */
  private final int[] inRows;

  private final int[] inFrame;

  /** Rows of one frame: the border's zeros are written by nobody. */
  private final float[] gathered;

  private final float[] scattered;

  Patches(ConvShape shape, int frames) {
    this.shape = shape;
    this.frames = frames;
    gathered = new float[shape.positions() * shape.patch()];
    scattered = new float[gathered.length];
    int floats = shape.kernel() * shape.in() < SHORT ? gathered.length : 0;
    int[] rows = new int[floats];
    int[] frame = new int[floats];
    int count = 0;
    for (int i = 0; i < floats; i++) {
      int x = column(i);
      int y = line(i);
      if (x >= 0 && x < shape.width() && y >= 0 && y < shape.height()) {
        rows[count] = i;
        frame[count++] = (y * shape.width() + x) * shape.in() + i % shape.in();
      }
    }
    inRows = Arrays.copyOf(rows, count);
    inFrame = Arrays.copyOf(frame, count);
  }

  /** Pixel of its line that a float of the rows comes from; outside of it for the border. */
  private int column(int index) {
    int position = index / shape.patch();
    int tap = index / shape.in() % shape.kernel();
    return position % shape.outWidth() * shape.stride() + tap - shape.kernel() / 2;
  }

  private int line(int index) {
    int position = index / shape.patch();
    int tap = index / shape.in() / shape.kernel() % shape.kernel();
    return position / shape.outWidth() * shape.stride() + tap - shape.kernel() / 2;
  }

  /** Floats of all rows. */
  int floats() {
    return frames * gathered.length;
  }

  /**
   * From frames to rows.
   *
   * @param from {@code [frames, height, width, in]}
   * @param rows {@code [frames, positions, kernel, kernel, in]}, overwritten
   */
  void gather(float[] from, Matrix rows) {
    for (int f = 0; f < frames; f++) {
      move(from, f * shape.inFloats(), gathered, true);
      rows.put(gathered, 0, gathered.length, (long) f * gathered.length);
    }
  }

  /**
   * The adjoint: {@code <gather(x), y> = <x, scatter(y)>}.
   *
   * @param rows as for {@link #gather}; the border's are not used
   * @param to {@code [frames, height, width, in]}, overwritten
   */
  void scatter(Matrix rows, float[] to) {
    Arrays.fill(to, 0, frames * shape.inFloats(), 0f);
    for (int f = 0; f < frames; f++) {
      rows.get(scattered, 0, scattered.length, (long) f * scattered.length);
      move(to, f * shape.inFloats(), scattered, false);
    }
  }

  private void move(float[] frame, int base, float[] rows, boolean gather) {
    if (inRows.length > 0) {
      moveOneByOne(frame, base, rows, gather);
      return;
    }
    int row = 0;
    for (int y = 0; y < shape.outHeight(); y++) {
      for (int x = 0; x < shape.outWidth(); x++, row += shape.patch()) {
        moveKernel(frame, base, y, x, rows, row, gather);
      }
    }
  }

  private void moveOneByOne(float[] frame, int base, float[] rows, boolean gather) {
    if (gather) {
      for (int i = 0; i < inRows.length; i++) {
        rows[inRows[i]] = frame[base + inFrame[i]];
      }
    } else {
      for (int i = 0; i < inRows.length; i++) {
        frame[base + inFrame[i]] += rows[inRows[i]];
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
      } else {
        System.arraycopy(frame, at, rows, to, count);
      }
    }
  }
}
