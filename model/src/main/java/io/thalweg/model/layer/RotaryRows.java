package io.thalweg.model.layer;

/**
 * {@link Rotary} for the rows of a whole sequence at once: {@code row * cosine + swapped * sine},
 * where {@code swapped} has the halves of every head exchanged, is one long loop, in which the
 * pairs themselves are loops too short to be vectorised.
 *
 * <p>A row is what one position asks with, answers with and tells: queries, keys and values, {@code
 * [3 width]}; values are left as they are. Not thread-safe.
 */
public final class RotaryRows {
  private final int width;
  private final int half;

  /** {@code [positions, 3 width]}, as what follows. */
  private final float[] cosine;

  /** Less than zero for the first of a pair. */
  private final float[] sine;

  private final float[] swapped;

  /**
   * @param positions of a sequence
   * @param width floats of a position's queries
   * @param headWidth floats of one head's, even
   */
  public RotaryRows(int positions, int width, int headWidth) {
    this.width = width;
    half = headWidth / 2;
    cosine = new float[positions * 3 * width];
    sine = new float[cosine.length];
    swapped = new float[cosine.length];
    Rotary rotary = new Rotary(positions, headWidth);
    for (int at = 0; at < cosine.length; at++) {
      int column = at % (3 * width);
      boolean value = column >= 2 * width;
      int position = at / (3 * width);
      cosine[at] = value ? 1f : rotary.cosine(position, column % half);
      float sign = column % headWidth < half ? -1f : 1f;
      sine[at] = value ? 0f : sign * rotary.sine(position, column % half);
    }
  }

  /** Turns the queries and keys of positions 0, 1, ... */
  void turn(float[] rows) {
    swap(rows);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = rows[i] * cosine[i] + swapped[i] * sine[i];
    }
  }

  /** Turns them back. */
  void turnBack(float[] rows) {
    swap(rows);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = rows[i] * cosine[i] - swapped[i] * sine[i];
    }
  }

  private void swap(float[] rows) {
    for (int row = 0; row < rows.length; row += 3 * width) {
      for (int at = row; at < row + 2 * width; at += 2 * half) {
        System.arraycopy(rows, at, swapped, at + half, half);
        System.arraycopy(rows, at + half, swapped, at, half);
      }
    }
  }
}
