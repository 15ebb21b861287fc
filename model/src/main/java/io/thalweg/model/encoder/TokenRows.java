package io.thalweg.model.encoder;

import java.util.Arrays;

/**
 * Rows of a table {@code [vocabulary, width]} that token ids pick: what the product of a vector
 * with a single one and a matrix is, without the product. Remembers the ids last set, for the
 * gradient. Not thread-safe.
 */
final class TokenRows {
  /** Beyond it a float cannot tell ids apart. */
  private static final int MOST = 1 << 24;

  private final int vocabulary;
  private final int width;
  private final int[] ids;

  /**
   * @param count rows picked at once
   */
  TokenRows(int vocabulary, int width, int count) {
    this.vocabulary = vocabulary;
    this.width = width;
    ids = new int[count];
  }

  /** Refuses a size that cannot be. */
  static int checkVocabulary(int vocabulary) {
    Sizes.positive("vocabulary", vocabulary);
    if (vocabulary > MOST) {
      throw new IllegalArgumentException(
          "vocabulary must be at most %d, not %d".formatted(MOST, vocabulary));
    }
    return vocabulary;
  }

  /** The token an item names, or one sentence that says which it is not. */
  static int id(float item, int vocabulary) {
    int id = (int) item;
    if (id != item || id < 0 || id >= vocabulary) {
      throw new IllegalArgumentException(
          "token %s is not in the vocabulary of %d, 0 to %d"
              .formatted(item, vocabulary, vocabulary - 1));
    }
    return id;
  }

  /**
   * {@link Encoder#origins} of an encoder of tokens: the identity, since a token is one input that
   * cannot be taken apart.
   */
  static int[] origins(int parameterCount, int[] inputs, int olderInputSize) {
    if (olderInputSize != 1 || !Arrays.equals(inputs, new int[1])) {
      throw new IllegalArgumentException("token ids cannot become other inputs");
    }
    int[] same = new int[parameterCount];
    Arrays.setAll(same, i -> i);
    return same;
  }

  /** Says which token picks a row. */
  void set(int row, float item) {
    ids[row] = id(item, vocabulary);
  }

  /**
   * Copies the rows picked.
   *
   * @param rows {@code [count, width]}, written
   */
  void gather(float[] parameters, int table, float[] rows) {
    for (int row = 0; row < ids.length; row++) {
      System.arraycopy(parameters, table + ids[row] * width, rows, row * width, width);
    }
  }

  /**
   * Gradient of the table: overwritten, zero for tokens that did not come.
   *
   * @param rowGradient {@code [count, width]}
   */
  void scatter(float[] rowGradient, float[] gradient, int table) {
    Arrays.fill(gradient, table, table + vocabulary * width, 0f);
    for (int row = 0; row < ids.length; row++) {
      int to = table + ids[row] * width;
      for (int i = 0; i < width; i++) {
        gradient[to + i] += rowGradient[row * width + i];
      }
    }
  }
}
