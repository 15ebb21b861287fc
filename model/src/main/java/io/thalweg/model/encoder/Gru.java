package io.thalweg.model.encoder;

import io.thalweg.model.layer.Weights;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * Gated recurrent unit; the embedding is the hidden state.
 *
 * <pre>{@code
 * r = sigmoid(x Wr + h Ur + br)            how much of the past the candidate sees
 * z = sigmoid(x Wz + h Uz + bz)            how much of the past is kept
 * n = tanh(x Wn + bn + r * (h Un + cn))    candidate
 * h' = n + z * (h - n)                     in (-1, 1)
 * }</pre>
 *
 * <p><b>Context.</b> A state has no last item it depends on, so a {@link Encoder.Pass} approximates
 * "all that came before" by a burn-in: it begins with a hidden state of zeros, runs {@code
 * contextLength} items without returning their embeddings, and sends gradients back through all of
 * them. Serving never begins again: a {@link Encoder.Stepper} goes on from the state it has. The
 * two are equal when the stepper, too, was at zeros where the pass begins; otherwise they differ by
 * what the gates still remember of items before the context.
 *
 * <p><b>Tokens.</b> Where items are token ids, {@code x} is a vector with a single one: each {@code
 * W} is a table {@code [vocabulary, hidden]} of which a token picks a row, at no cost of a product.
 *
 * <p>Parameters: {@code Wr, Wz, Wn [in, hidden]}, {@code Ur, Uz, Un [hidden, hidden]}, {@code br,
 * bz, bn, cn [hidden]}. Cost of one item: {@code 6 hidden (in + hidden)} operations forward, twice
 * that backward, of which the recurrent half runs step after step. Memory of a pass: about 60 bytes
 * per hidden unit, item and sequence. Deterministic. A NaN item makes its and every later embedding
 * of that sequence NaN.
 *
 * <p>Source: Cho et al. 2014 (arXiv 1406.1078), with the reset gate applied after the recurrent
 * product, as in cuDNN, PyTorch and Keras: so the product does not have to wait for the gate.
 */
public final class Gru implements Encoder {
  /** Gates with weights of their own: reset, update, candidate. */
  static final int GATES = 3;

  /** Biases: one per gate, and that of the candidate's recurrent product. */
  static final int BIASES = 4;

  /** Ids the items name; empty where they are values. */
  private final OptionalInt vocabulary;

  private final int inputSize;
  private final int hidden;
  private final int contextLength;

  /**
   * @param inputSize floats of one item, at least 1
   * @param hidden floats of the hidden state and of the embedding, at least 1
   * @param contextLength burn-in items, at least 0
   */
  public Gru(int inputSize, int hidden, int contextLength) {
    this(OptionalInt.empty(), inputSize, hidden, contextLength);
  }

  private Gru(OptionalInt vocabulary, int inputSize, int hidden, int contextLength) {
    this.vocabulary = vocabulary;
    this.inputSize = Sizes.positive("inputSize", inputSize);
    this.hidden = Sizes.positive("hidden", hidden);
    this.contextLength = Sizes.notNegative("contextLength", contextLength);
  }

  /**
   * One whose items are token ids, floats from 0 to {@code vocabulary - 1}; any other is refused.
   *
   * @param vocabulary number of ids, 1 to 2^24
   * @param hidden floats of the hidden state and of the embedding, at least 1
   * @param contextLength burn-in items, at least 0
   */
  public static Gru ofTokens(int vocabulary, int hidden, int contextLength) {
    OptionalInt ids = OptionalInt.of(TokenRows.checkVocabulary(vocabulary));
    return new Gru(ids, 1, hidden, contextLength);
  }

  @Override
  public OptionalInt vocabulary() {
    return vocabulary;
  }

  @Override
  public int inputSize() {
    return inputSize;
  }

  @Override
  public int embeddingSize() {
    return hidden;
  }

  @Override
  public int contextLength() {
    return contextLength;
  }

  @Override
  public int parameterCount() {
    return biasOffset() + BIASES * hidden;
  }

  /** Weights with variance one over their number of inputs (a token is one), biases zero. */
  @Override
  public void initialise(float[] parameters, int offset, SplittableRandom random) {
    int recurrent = offset + recurrentOffset();
    Weights.fill(parameters, offset, inputWeightCount(), 1 / Math.sqrt(inputSize), random);
    Weights.fill(parameters, recurrent, recurrentWeightCount(), 1 / Math.sqrt(hidden), random);
    Arrays.fill(parameters, offset + biasOffset(), offset + parameterCount(), 0f);
  }

  /** A token is one input that cannot be taken apart: of it there is only the identity. */
  @Override
  public int[] origins(int[] inputs, int olderInputSize) {
    if (vocabulary.isPresent()) {
      return TokenRows.origins(parameterCount(), inputs, olderInputSize);
    }
    return InputRows.origins(this, GATES, inputs, olderInputSize);
  }

  @Override
  public Pass newPass(int batch, int length) {
    return new GruPass(this, Sizes.positive("batch", batch), Sizes.positive("length", length));
  }

  @Override
  public Stepper newStepper(float[] parameters, int offset) {
    return new GruStepper(this, parameters, offset);
  }

  /** Rows of each {@code W}: one per id where items are tokens. */
  int inputRows() {
    return vocabulary.orElse(inputSize);
  }

  /** All three {@code W}, which begin the parameters. */
  int inputWeightCount() {
    return GATES * inputRows() * hidden;
  }

  /** All three {@code U}. */
  int recurrentWeightCount() {
    return GATES * hidden * hidden;
  }

  int recurrentOffset() {
    return inputWeightCount();
  }

  int biasOffset() {
    return recurrentOffset() + recurrentWeightCount();
  }
}
