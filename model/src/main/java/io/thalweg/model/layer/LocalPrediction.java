package io.thalweg.model.layer;

import java.util.Arrays;

/**
 * Predicts by how much every value of the next frame differs from the last one's, linearly in what
 * lies around it in the last frames.
 *
 * <p>Of value i the taps are {@code x_j(n) - x_0(i)}: j = 0 is the newest of {@code order} frames,
 * n runs over the 3 x 3 pixels around i in the same channel (a frame goes on beyond its border as
 * it ends there), without i itself in the newest frame; then a constant one. Averages of noise and
 * motion of up to a pixel per frame are in the reach of such a filter. Filters for what stands
 * still and for what moves differ, so there are {@value LocalShape#CLASSES} of them: the class of a
 * value is how many of 1, 2, 4, 8 and 16 grey levels are reached by the mean absolute difference
 * between one frame and the next, over all that are looked at and the 3 x 3 pixels around it. So a
 * filter for what stands still never meets taps in which something jumped.
 *
 * <p>Frames are {@code [height, width, channels]} in grey levels / {@value #LEVELS_PER_UNIT}. A
 * missing value (NaN, or a frame before the first) is taken to be as the same value in the frame
 * after it, and in the newest frame as zero.
 *
 * <p>Time: {@code 2 * 9 * order} operations per value. Deterministic, not thread-safe.
 */
public final class LocalPrediction {
  /** Grey levels in one unit of a frame's values. */
  public static final int LEVELS_PER_UNIT = 32;

  /** The value itself among the nine of the newest frame. */
  private static final int CENTRE = LocalShape.SQUARE / 2;

  private static final float FIRST_THRESHOLD = 1f / LEVELS_PER_UNIT;

  private final LocalShape shape;
  private final int row;
  private final int plane;

  /** Floats of a row: the taps, and one for what they are to predict. */
  private final int stride;

  /** {@code [order, channels, height + 2, width + 2]}: frames with their border, newest first. */
  private final float[] bordered;

  /** Where the taps of a value lie, from the value in the newest frame on. */
  private final int[] tapAt;

  /** Mean absolute difference of the last frames, with its border, {@code [channels, plane]}. */
  private final float[] motion;

  /** {@code [CLASSES, taps + 1]}: weights of all values of all frames, and the constant. */
  private final float[] filters;

  private final int filter;
  private final float[] rows;

  /** Where each value lies in the newest frame with its border. */
  private final int[] placeOf;

  private final int[] classOf;
  private final int[] rowsOf = new int[LocalShape.CLASSES];
  private final int[] next = new int[LocalShape.CLASSES];

  /** A predictor for frames of these sizes. */
  public LocalPrediction(LocalShape shape) {
    this.shape = shape;
    row = shape.width() + 2;
    plane = (shape.height() + 2) * row;
    stride = shape.taps() + 1;
    bordered = new float[shape.order() * shape.channels() * plane];
    motion = new float[shape.channels() * plane];
    rows = new float[shape.values() * stride];
    placeOf = places();
    classOf = new int[shape.values()];
    filter = shape.taps() + 1;
    filters = new float[LocalShape.CLASSES * filter];
    tapAt = taps();
  }

  private int[] places() {
    int[] at = new int[shape.values()];
    for (int i = 0; i < at.length; i++) {
      int pixel = i / shape.channels();
      int y = pixel / shape.width() + 1;
      at[i] = i % shape.channels() * plane + y * row + pixel % shape.width() + 1;
    }
    return at;
  }

  private int[] taps() {
    int[] at = new int[shape.taps() - 1];
    int count = 0;
    for (int j = 0; j < shape.order(); j++) {
      for (int y = -1; y <= 1; y++) {
        for (int x = -1; x <= 1; x++) {
          if (j > 0 || y != 0 || x != 0) {
            at[count++] = j * shape.channels() * plane + y * row + x;
          }
        }
      }
    }
    return at;
  }

  /**
   * Takes the last frames.
   *
   * @param frames in which the newest begins at {@code newest} and each other right before the one
   *     after it; untouched
   */
  public void take(float[] frames, int newest) {
    for (int j = 0; j < shape.order(); j++) {
      for (int c = 0; c < shape.channels(); c++) {
        copy(frames, newest - j * shape.values() + c, (j * shape.channels() + c) * plane);
      }
    }
    int compared = shape.order() - 1;
    int frame = shape.channels() * plane;
    for (int i = 0; i < frame; i++) {
      float sum = 0;
      for (int j = 0; j < compared; j++) {
        sum += Math.abs(bordered[j * frame + i] - bordered[(j + 1) * frame + i]);
      }
      motion[i] = sum / compared;
    }
    classify();
  }

  /** One channel of one frame, with a border like its outermost values. */
  private void copy(float[] frames, int from, int to) {
    int newer = to - shape.channels() * plane;
    for (int y = 0; y < shape.height(); y++) {
      int at = to + (y + 1) * row + 1;
      for (int x = 0; x < shape.width(); x++) {
        float value = frames[from + (y * shape.width() + x) * shape.channels()];
        if (Float.isNaN(value)) {
          value = newer < 0 ? 0f : bordered[newer + (y + 1) * row + 1 + x];
        }
        bordered[at + x] = value;
      }
      bordered[at - 1] = bordered[at];
      bordered[at + shape.width()] = bordered[at + shape.width() - 1];
    }
    System.arraycopy(bordered, to + row, bordered, to, row);
    int last = to + shape.height() * row;
    System.arraycopy(bordered, last, bordered, last + row, row);
  }

  private void classify() {
    Arrays.fill(rowsOf, 0);
    for (int value = 0; value < classOf.length; value++) {
      int in = classAround(placeOf[value]);
      classOf[value] = in;
      rowsOf[in]++;
    }
  }

  private int classAround(int at) {
    float sum = 0;
    for (int y = at - row; y <= at + row; y += row) {
      sum += motion[y - 1] + motion[y] + motion[y + 1];
    }
    float mean = sum / LocalShape.SQUARE;
    int in = 0;
    for (float t = FIRST_THRESHOLD; in < LocalShape.CLASSES - 1 && mean >= t; t *= 2) {
      in++;
    }
    return in;
  }

  /**
   * Predicts with full shares, for learning.
   *
   * @param parameters {@link LocalShape#parameterCount} floats from {@code offset} on
   * @param changes written, {@code [values]}
   */
  public void predict(float[] parameters, int offset, float[] changes) {
    for (int k = 0; k < LocalShape.CLASSES; k++) {
      spread(parameters, offset + k * shape.classFloats(), k);
    }
    for (int value = 0; value < changes.length; value++) {
      changes[value] = product(classOf[value] * filter, placeOf[value]);
    }
  }

  /**
   * One class's weights as they meet the frames: of the newest frame, too, all nine. The taps are
   * differences from the value itself, so its own weight is minus the sum of all others.
   */
  private void spread(float[] parameters, int weights, int k) {
    int at = k * filter;
    System.arraycopy(parameters, weights, filters, at, CENTRE);
    System.arraycopy(
        parameters, weights + CENTRE, filters, at + CENTRE + 1, shape.taps() - 1 - CENTRE);
    float sum = 0;
    for (int i = 0; i < tapAt.length; i++) {
      sum += parameters[weights + i];
    }
    filters[at + CENTRE] = -sum;
    filters[at + shape.taps()] = parameters[weights + tapAt.length];
  }

  /** A sum per row of the square: the processor overlaps them, and their order is fixed. */
  private float product(int weights, int at) {
    float above = 0;
    float beside = filters[weights + shape.taps()];
    float below = 0;
    int w = weights;
    int frame = shape.channels() * plane;
    for (int p = at - 1; w < weights + shape.taps(); p += frame, w += LocalShape.SQUARE) {
      above +=
          filters[w] * bordered[p - row]
              + filters[w + 1] * bordered[p - row + 1]
              + filters[w + 2] * bordered[p - row + 2];
      beside +=
          filters[w + 3] * bordered[p]
              + filters[w + 4] * bordered[p + 1]
              + filters[w + 5] * bordered[p + 2];
      below +=
          filters[w + 6] * bordered[p + row]
              + filters[w + 7] * bordered[p + row + 1]
              + filters[w + 8] * bordered[p + row + 2];
    }
    return above + beside + below;
  }

  /**
   * Scales what {@link #predict} wrote by the shares of the classes.
   *
   * @param changes {@code [values]}
   */
  public void share(float[] parameters, int offset, float[] changes) {
    for (int value = 0; value < classOf.length; value++) {
      changes[value] *= parameters[offset + classOf[value] * shape.classFloats() + shape.taps()];
    }
  }

  /**
   * The variance expected of what the shared prediction leaves over.
   *
   * @param variance written, {@code [values]}
   */
  public void variance(float[] parameters, int offset, float[] variance) {
    for (int value = 0; value < classOf.length; value++) {
      variance[value] =
          parameters[offset + classOf[value] * shape.classFloats() + shape.taps() + 1];
    }
  }

  /** The class of a value of the newest frame. */
  public int classOf(int value) {
    return classOf[value];
  }

  /** Values of a class. */
  public int count(int in) {
    return rowsOf[in];
  }

  /** Floats from one row to the next: the taps and what they are to predict. */
  public int stride() {
    return stride;
  }

  /**
   * Rows {@code [values, taps + 1]}, class by class, the last of each the change its taps are to
   * predict. A row without one (NaN) is zero, from which nothing is learned.
   *
   * @param changes {@code [values]}, untouched
   * @return overwritten by the next call
   */
  public float[] rows(float[] changes) {
    next[0] = 0;
    for (int k = 1; k < next.length; k++) {
      next[k] = next[k - 1] + rowsOf[k - 1];
    }
    for (int value = 0; value < classOf.length; value++) {
      int to = next[classOf[value]]++ * stride;
      if (Float.isNaN(changes[value])) {
        Arrays.fill(rows, to, to + stride, 0f);
      } else {
        gather(placeOf[value], to);
        rows[to + stride - 1] = changes[value];
      }
    }
    return rows;
  }

  private void gather(int at, int to) {
    float own = bordered[at];
    for (int i = 0; i < tapAt.length; i++) {
      rows[to + i] = bordered[at + tapAt[i]] - own;
    }
    rows[to + tapAt.length] = 1f;
  }
}
