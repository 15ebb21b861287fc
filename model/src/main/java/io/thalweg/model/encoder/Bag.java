package io.thalweg.model.encoder;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * Bag of tokens: an item is a few token ids, its embedding the mean of their vectors.
 *
 * <pre>{@code
 * e = 1/n * sum over ids > 0 of W[id]        n of them are there; zeros where none is
 * }</pre>
 *
 * <p>An item's ids are floats from 0 to {@code vocabulary - 1}, in no order; 0 is nothing, any
 * other float (NaN, too) is refused. No item knows of another: {@link #contextFree()}, and a line
 * is embedded as the mean of its words' vectors when its items are averaged.
 *
 * <p>A prediction as wide as the embedding is the embedding itself, as in word2vec, whose vectors
 * are scored as they are; any other is linear in it ({@link #head}).
 *
 * <p>Parameters: the table {@code W [vocabulary, dimension]}. Cost of one item: {@code 2 ids
 * dimension} operations forward and backward; the gradient is written for the whole table, which is
 * zero but for the ids that came. Memory of a pass: 4 bytes per id, 4 per float of an embedding.
 * Deterministic.
 *
 * <p>Sources: CBOW's hidden layer in Mikolov et al. 2013 (arXiv 1301.3781); the gradient is exact,
 * where word2vec's program gives each word the whole of the mean's. With one id per item it is
 * skip-gram's. As an encoder of whole texts: Joulin et al. 2017 (fastText, arXiv 1607.01759).
 */
public final class Bag implements Encoder {
  private final int ids;
  private final int vocabulary;
  private final int dimension;

  /**
   * @param ids of one item at most, at least 1
   * @param vocabulary number of ids, 1 to 2^24, of which 0 is nothing
   * @param dimension floats of a vector and of the embedding, at least 1
   */
  public Bag(int ids, int vocabulary, int dimension) {
    this.ids = Sizes.positive("ids", ids);
    this.vocabulary = TokenRows.checkVocabulary(vocabulary);
    this.dimension = Sizes.positive("dimension", dimension);
  }

  @Override
  public int inputSize() {
    return ids;
  }

  @Override
  public int embeddingSize() {
    return dimension;
  }

  @Override
  public int contextLength() {
    return 0;
  }

  @Override
  public boolean contextFree() {
    return true;
  }

  @Override
  public OptionalInt vocabulary() {
    return OptionalInt.of(vocabulary);
  }

  @Override
  public Head head(int outputs) {
    return outputs == dimension ? new IdentityHead(outputs) : new LinearHead(dimension, outputs);
  }

  @Override
  public int parameterCount() {
    return Math.multiplyExact(vocabulary, dimension);
  }

  /** Uniform in {@code +-1 / (2 dimension)}, as in word2vec. */
  @Override
  public void initialise(float[] parameters, int offset, SplittableRandom random) {
    for (int i = offset; i < offset + parameterCount(); i++) {
      parameters[i] = (float) ((random.nextDouble() - 0.5) / dimension);
    }
  }

  /** The identity: the table is the same whatever the number of ids, and their order is none. */
  @Override
  public int[] origins(int[] inputs, int olderInputSize) {
    Sizes.same("inputs", ids, inputs.length);
    int[] same = new int[parameterCount()];
    Arrays.setAll(same, i -> i);
    return same;
  }

  @Override
  public Pass newPass(int batch, int length) {
    return new BagPass(this, Sizes.positive("batch", batch) * Sizes.positive("length", length));
  }

  @Override
  public Stepper newStepper(float[] parameters, int offset) {
    float[] table = Arrays.copyOfRange(parameters, offset, offset + parameterCount());
    return new BagStepper(new BagPass(this, 1), table);
  }
}
