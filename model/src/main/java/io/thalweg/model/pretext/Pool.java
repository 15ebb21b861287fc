package io.thalweg.model.pretext;

import java.util.Arrays;
import java.util.Locale;

/** How the embeddings of a sequence's positions become one. */
enum Pool {
  /** Mean over positions. */
  MEAN,
  /** Of each dimension the largest over positions. */
  MAX,
  /** The last position's. */
  LAST;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  Pass newPass(int length, int rows, int size) {
    return new Pass(this, length, rows, size);
  }

  /**
   * Pools over the positions that are shown; a sequence of which nothing is gives zeros. Not
   * thread-safe.
   */
  static final class Pass {
    private final Pool pool;
    private final int length;
    private final int rows;
    private final int size;
    private final float[] pooled;
    private final float[] embeddingGradient;

    /** {@code [length, rows]}, filled in by the caller before {@link #forward}. */
    private final boolean[] shown;

    /** Positions shown per row. */
    private final int[] count;

    /** Position each pooled value comes from, {@code [rows, size]}; unused for the mean. */
    private final int[] source;

    private Pass(Pool pool, int length, int rows, int size) {
      this.pool = pool;
      this.length = length;
      this.rows = rows;
      this.size = size;
      pooled = new float[rows * size];
      embeddingGradient = new float[length * rows * size];
      shown = new boolean[length * rows];
      count = new int[rows];
      source = new int[rows * size];
    }

    /** Says whether a position of a sequence counts. */
    void show(int position, int row, boolean is) {
      shown[position * rows + row] = is;
    }

    /**
     * @param embeddings {@code [length, rows, size]}, untouched
     * @return {@code [rows, size]}, overwritten by the next call
     */
    float[] forward(float[] embeddings) {
      Arrays.fill(count, 0);
      Arrays.fill(pooled, 0f);
      for (int t = 0; t < length; t++) {
        for (int row = 0; row < rows; row++) {
          if (shown[t * rows + row]) {
            take(embeddings, t, row);
            count[row]++;
          }
        }
      }
      if (pool == MEAN) {
        for (int row = 0; row < rows; row++) {
          scale(pooled, row * size, 1f / Math.max(1, count[row]));
        }
      }
      return pooled;
    }

    private void take(float[] embeddings, int t, int row) {
      int from = (t * rows + row) * size;
      int to = row * size;
      if (pool == MEAN) {
        for (int c = 0; c < size; c++) {
          pooled[to + c] += embeddings[from + c];
        }
      } else if (pool == LAST || count[row] == 0) {
        System.arraycopy(embeddings, from, pooled, to, size);
        Arrays.fill(source, to, to + size, t);
      } else {
        for (int c = 0; c < size; c++) {
          // A comparison with NaN is false: one that came first stays, a later one must not hide.
          if (!(embeddings[from + c] <= pooled[to + c])) {
            pooled[to + c] = embeddings[from + c];
            source[to + c] = t;
          }
        }
      }
    }

    private void scale(float[] values, int from, float factor) {
      for (int c = from; c < from + size; c++) {
        values[c] *= factor;
      }
    }

    /**
     * @param pooledGradient {@code [rows, size]}, untouched
     * @return {@code [length, rows, size]}, overwritten by the next call
     */
    float[] backward(float[] pooledGradient) {
      Arrays.fill(embeddingGradient, 0f);
      if (pool == MEAN) {
        spread(pooledGradient);
        return embeddingGradient;
      }
      for (int row = 0; row < rows; row++) {
        for (int i = row * size; count[row] > 0 && i < (row + 1) * size; i++) {
          embeddingGradient[source[i] * rows * size + i] = pooledGradient[i];
        }
      }
      return embeddingGradient;
    }

    private void spread(float[] pooledGradient) {
      for (int t = 0; t < length; t++) {
        for (int row = 0; row < rows; row++) {
          if (shown[t * rows + row]) {
            int to = (t * rows + row) * size;
            System.arraycopy(pooledGradient, row * size, embeddingGradient, to, size);
            scale(embeddingGradient, to, 1f / count[row]);
          }
        }
      }
    }
  }
}
