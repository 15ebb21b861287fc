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
    /** Checks the size. */
    public Tokens {
      TokenRows.checkVocabulary(vocabulary);
    }

    @Override
    public int itemSize() {
      return 1;
    }

    @Override
    public int parameterCount(int width) {
      return vocabulary * width;
    }
  }

  /** Floats of one item. */
  int itemSize();

  /** Floats of the layer that turns items into rows of {@code width}. */
  int parameterCount(int width);
}
