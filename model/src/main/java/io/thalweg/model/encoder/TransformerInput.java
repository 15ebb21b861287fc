package io.thalweg.model.encoder;

/** What the items of a {@link Transformer} are. */
public sealed interface TransformerInput {

  /**
   * Vectors, which enter through a linear layer: weights {@code [size, width]}, bias {@code
   * [width]}.
   *
   * @param size floats of one item, at least 1
   */
  record Items(int size) implements TransformerInput {

    /** Checks the size. */
    public Items {
      Sizes.positive("inputSize", size);
    }

    @Override
    public int itemSize() {
      return size;
    }

    @Override
    public int parameterCount(int width) {
      return (size + 1) * width;
    }
  }

  /**
   * Token ids: items of one float, a whole number from 0 on, which pick a row of a table {@code
   * [vocabulary, width]}. Any other value is refused.
   *
   * @param vocabulary number of tokens, at least 1; beyond 2^24 a float cannot tell them apart
   */
  record Tokens(int vocabulary) implements TransformerInput {
    private static final int MOST = 1 << 24;

    /** Checks the size. */
    public Tokens {
      Sizes.positive("vocabulary", vocabulary);
      if (vocabulary > MOST) {
        throw new IllegalArgumentException(
            "vocabulary must be at most %d, not %d".formatted(MOST, vocabulary));
      }
    }

    @Override
    public int itemSize() {
      return 1;
    }

    @Override
    public int parameterCount(int width) {
      return vocabulary * width;
    }

    /** The token an item names, or one sentence that says which it is not. */
    int id(float item) {
      int id = (int) item;
      if (id != item || id < 0 || id >= vocabulary) {
        throw new IllegalArgumentException(
            "token %s is not in the vocabulary of %d, 0 to %d"
                .formatted(item, vocabulary, vocabulary - 1));
      }
      return id;
    }
  }

  /** Floats of one item. */
  int itemSize();

  /** Floats of the layer that turns items into rows of {@code width}. */
  int parameterCount(int width);
}
