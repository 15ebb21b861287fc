package io.thalweg.model.layer;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;

/**
 * Draws an index with given probabilities in constant time: each cell of the table holds an index
 * up to a threshold, and an alias beyond it. Refilled without allocation, in linear time. Memory:
 * 12 bytes per index. Not thread-safe while it is filled.
 *
 * <p>Sources: Walker 1977; Vose 1991.
 */
public final class AliasTable {
  private final float[] threshold;
  private final int[] alias;
  private final int[] work;
  private int size;

  /**
   * @param most indices at most
   */
  public AliasTable(int most) {
    threshold = new float[most];
    alias = new int[most];
    work = new int[most];
  }

  /** Indices there are to draw. */
  public int size() {
    return size;
  }

  /**
   * Fills the table.
   *
   * @param share {@code [count]}: probabilities times {@code count}, which sum to {@code count};
   *     used up
   */
  public void fill(double[] share, int count) {
    size = count;
    int less = 0;
    int more = size;
    for (int i = 0; i < size; i++) {
      work[share[i] < 1 ? less++ : --more] = i;
    }
    // Those with less lie at the front of the array, those with more at the back; every cell that
    // is less than full is filled up from one that is more.
    while (less > 0 && more < size) {
      int small = work[--less];
      int large = work[more];
      threshold[small] = (float) share[small];
      alias[small] = large;
      share[large] -= 1 - share[small];
      if (share[large] < 1) {
        more++;
        work[less++] = large;
      }
    }
    // What is left is 1 but for rounding.
    while (less > 0) {
      threshold[work[--less]] = 1f;
    }
    while (more < size) {
      threshold[work[more++]] = 1f;
    }
  }

  /**
   * The index drawn.
   *
   * @param cell uniform in {@code [0, size)}
   * @param fraction uniform in [0, 1)
   */
  public int pick(int cell, double fraction) {
    return fraction < threshold[cell] ? cell : alias[cell];
  }

  /** Appends the table. */
  public void writeTo(StateWriter out) {
    out.writeInt(size).writeFloats(threshold, 0, size);
    for (int i = 0; i < size; i++) {
      out.writeInt(alias[i]);
    }
  }

  /**
   * Replaces the table.
   *
   * @throws IllegalStateException when it is larger than this, or draws what is not in it
   */
  public void readFrom(StateReader in) {
    size = in.readCount(Float.BYTES + Integer.BYTES);
    if (size > alias.length) {
      throw new IllegalStateException(
          "a table of %d where %d have room".formatted(size, alias.length));
    }
    System.arraycopy(in.readFloats(new float[size]), 0, threshold, 0, size);
    for (int i = 0; i < size; i++) {
      alias[i] = in.readInt();
      if (alias[i] < 0 || alias[i] >= size) {
        throw new IllegalStateException("row %d of %d is drawn".formatted(alias[i], size));
      }
    }
  }
}
