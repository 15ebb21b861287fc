package io.thalweg.model.layer;

/** What layers do to the rows of a matrix that is one long array. */
public final class Rows {
  /**
   * Rows that go through several products and loops together: few enough for what lies between
   * those to stay in the second cache (256 rows of 256 floats are 256 KB), and enough for the
   * products to be fast. Between 256 and 1024 no difference could be measured on a busy machine.
   */
  static final int GROUP = 256;

  private Rows() {}

  /**
   * Writes one row again and again: a bias laid out so that adding it is one long loop. Loops over
   * rows of some 40 floats, or with different offsets, are not vectorised.
   *
   * @param row starts at {@code from}, {@code width} floats
   * @param target {@code [rows, width]}, its first {@code count} floats written
   */
  public static void repeat(float[] row, int from, int width, float[] target, int count) {
    int filled = Math.min(width, count);
    System.arraycopy(row, from, target, 0, filled);
    for (; filled < count; filled *= 2) {
      System.arraycopy(target, 0, target, filled, Math.min(filled, count - filled));
    }
  }

  /** {@code to += from}, the first {@code count} floats. */
  public static void add(float[] from, float[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] += from[i];
    }
  }

  /** {@code to *= from}, the first {@code count} floats. */
  public static void scale(float[] from, float[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] *= from[i];
    }
  }
}
