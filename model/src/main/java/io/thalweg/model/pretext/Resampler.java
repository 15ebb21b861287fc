package io.thalweg.model.pretext;

import io.thalweg.model.picture.PictureShape;

/**
 * Where each pixel of a changed frame comes from: an affine map, with bilinear interpolation.
 * Outside a frame lies the nearest pixel of its edge. A pixel next to one that is missing is
 * missing. Time: some ten operations per value. Nothing is allocated.
 *
 * <pre>{@code
 * row    = rowByRow * y + rowByColumn * x + row0
 * column = columnByRow * y + columnByColumn * x + column0
 * }</pre>
 */
final class Resampler {
  private Resampler() {}

  /** Changes every frame of a view in the same way. */
  static void apply(
      View view,
      PictureShape shape,
      double rowByRow,
      double rowByColumn,
      double row0,
      double columnByRow,
      double columnByColumn,
      double column0) {
    float[] items = view.items();
    float[] before = view.scratch();
    for (int at = 0; at < items.length; at += before.length) {
      System.arraycopy(items, at, before, 0, before.length);
      int to = at;
      for (int y = 0; y < shape.height(); y++) {
        float row = (float) (rowByRow * y + row0);
        float column = (float) (columnByRow * y + column0);
        to =
            fillRow(
                before, shape, row, (float) rowByColumn, column, (float) columnByColumn, items, to);
      }
    }
  }

  /**
   * Fills a row.
   *
   * @return where the next one begins
   */
  private static int fillRow(
      float[] before,
      PictureShape shape,
      float row0,
      float rowByColumn,
      float column0,
      float columnByColumn,
      float[] items,
      int at) {
    int channels = shape.channels();
    int to = at;
    for (int x = 0; x < shape.width(); x++) {
      float row = within(row0 + rowByColumn * x, shape.height());
      float column = within(column0 + columnByColumn * x, shape.width());
      int top = (int) row;
      int left = (int) column;
      int down = top + 1 < shape.height() ? shape.width() * channels : 0;
      int right = left + 1 < shape.width() ? channels : 0;
      int from = (top * shape.width() + left) * channels;
      for (int c = 0; c < channels; c++, from++) {
        float above = mix(before[from], before[from + right], column - left);
        float below = mix(before[from + down], before[from + down + right], column - left);
        items[to++] = mix(above, below, row - top);
      }
    }
    return to;
  }

  private static float within(float position, int size) {
    return Math.max(0f, Math.min(size - 1f, position));
  }

  private static float mix(float one, float other, float share) {
    return one + share * (other - one);
  }
}
