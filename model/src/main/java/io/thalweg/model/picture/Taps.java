package io.thalweg.model.picture;

import org.jspecify.annotations.Nullable;

/**
 * Which values of a side of the source make up each value of a side of the result, and with which
 * weights. The weights of a value sum to one.
 */
final class Taps {
  private final int from;
  private final int to;
  private final int[] first; // [to]: the first source value
  private final int[] begins; // [to + 1]: where its weights begin
  private final float[] weights;

  private Taps(int from, int to) {
    this.from = from;
    this.to = to;
    first = new int[to];
    begins = new int[to + 1];
    weights = new float[to <= from ? from + to : 2 * to];
    for (int i = 0; i < to; i++) {
      if (to <= from) {
        cover(i);
      } else {
        interpolate(i);
      }
    }
  }

  /** Those of two lengths; the last ones, when they are. */
  static Taps of(int from, int to, @Nullable Taps last) {
    return last != null && last.from == from && last.to == to ? last : new Taps(from, to);
  }

  int first(int i) {
    return first[i];
  }

  int begin(int i) {
    return begins[i];
  }

  float weight(int tap) {
    return weights[tap];
  }

  /**
   * The share of each source value that lies within [i, i + 1) * from / to. In whole numbers: a
   * source value is {@code to} units long, a value of the result {@code from}.
   */
  private void cover(int i) {
    long begin = (long) i * from;
    long end = begin + from;
    first[i] = (int) (begin / to);
    int tap = begins[i];
    for (int source = first[i]; (long) source * to < end; source++) {
      long covered = Math.min(end, (source + 1L) * to) - Math.max(begin, (long) source * to);
      weights[tap++] = (float) ((double) covered / from);
    }
    begins[i + 1] = tap;
  }

  /** Between the two centres around this value's own; at the ends, the outermost. */
  private void interpolate(int i) {
    double centre = (i + 0.5) * from / to - 0.5;
    int lower = (int) Math.floor(centre);
    float share = (float) (centre - lower);
    int tap = begins[i];
    if (lower < 0 || lower + 1 >= from) {
      first[i] = Math.max(0, Math.min(from - 1, lower));
      weights[tap++] = 1;
    } else {
      first[i] = lower;
      weights[tap++] = 1 - share;
      weights[tap++] = share;
    }
    begins[i + 1] = tap;
  }
}
