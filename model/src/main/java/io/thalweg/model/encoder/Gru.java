package io.thalweg.model.encoder;

import java.util.Arrays;
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

  private final int inputSize;
  private final int hidden;
  private final int contextLength;

  /**
   * @param inputSize floats of one item, at least 1
   * @param hidden floats of the hidden state and of the embedding, at least 1
   * @param contextLength burn-in items, at least 0
   */
  public Gru(int inputSize, int hidden, int contextLength) {
    this.inputSize = Sizes.positive("inputSize", inputSize);
    this.hidden = Sizes.positive("hidden", hidden);
    if (contextLength < 0) {
      throw new IllegalArgumentException("contextLength must be at least 0, not " + contextLength);
    }
    this.contextLength = contextLength;
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

  /** Weights with variance one over their number of inputs, biases zero. */
  @Override
  public void initialise(float[] parameters, int offset, SplittableRandom random) {
    fill(parameters, offset, inputWeightCount(), inputSize, random);
    fill(parameters, offset + recurrentOffset(), recurrentWeightCount(), hidden, random);
    Arrays.fill(parameters, offset + biasOffset(), offset + parameterCount(), 0f);
  }

  private static void fill(
      float[] parameters, int from, int count, int fanIn, SplittableRandom random) {
    double spread = 1 / Math.sqrt(fanIn);
    for (int i = 0; i < count; i++) {
      parameters[from + i] = (float) (spread * random.nextGaussian());
    }
  }

  @Override
  public int[] origins(int[] inputs, int olderInputSize) {
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

  /** All three {@code W}, which begin the parameters. */
  int inputWeightCount() {
    return GATES * inputSize * hidden;
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
