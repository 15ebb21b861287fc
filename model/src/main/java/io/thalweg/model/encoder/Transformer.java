package io.thalweg.model.encoder;

import io.thalweg.model.layer.Attention;
import io.thalweg.model.layer.AttentionMask;
import io.thalweg.model.layer.FeedForward;
import io.thalweg.model.layer.LayerNorm;
import io.thalweg.model.layer.RotaryRows;
import io.thalweg.model.layer.Weights;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Transformer with normalisation in front of each half of a block (pre-norm).
 *
 * <pre>{@code
 * x = item W + b   or   table[token]       (+ position, where learned)
 * x = x + attention(norm(x))               for each block
 * x = x + gelu(norm(x) W1) W2
 * embedding = norm(x)
 * }</pre>
 *
 * <p><b>Causal</b> (next item, next token): a position attends to itself and the {@code window - 1}
 * before it. Positions are rotary, since a stream has no beginning to count from. As with a {@link
 * Gru}, what came before reaches further back than any context (each block adds a window): a {@link
 * Encoder.Pass} begins with nothing {@code context} items early, a {@link Encoder.Stepper} goes on
 * from the keys and values it keeps. The two are equal when the stepper, too, began there.
 *
 * <p><b>Bidirectional</b> (masked items, tokens, patches): a position attends to all of its
 * sequence. It has no context, and no stepper but that of a window.
 *
 * <p>Parameters: the input layer's ({@link TransformerInput}), learned positions {@code [length,
 * width]} if there are any, each block's ({@link TransformerShape}), gain and shift of the last
 * norm. Linear maps inside the blocks have no biases: the shift of the norm in front is one. Cost
 * of one position: {@code 6 * parameters} operations forward and backward, and {@code 12 * layers *
 * width * length} for attention. Memory of a pass: {@code 4 * layers * (8 width + 2 feedForward +
 * heads * length)} bytes a position. A NaN item makes NaN of those that attend to it.
 *
 * <p>Sources: Vaswani et al. 2017 (arXiv 1706.03762); pre-norm, Xiong et al. 2020 (arXiv
 * 2002.04745); without biases, PaLM (arXiv 2204.02311).
 */
public final class Transformer implements Encoder {
  private final TransformerInput input;
  private final TransformerShape shape;
  private final AttentionMask mask;
  private final Positions positions;
  private final int contextLength;

  private Transformer(
      TransformerInput input,
      TransformerShape shape,
      AttentionMask mask,
      Positions positions,
      int contextLength) {
    this.input = input;
    this.shape = shape;
    this.mask = mask;
    this.positions = positions;
    this.contextLength = contextLength;
  }

  /**
   * A Transformer that sees the past alone.
   *
   * @param contextLength items a pass takes before the first it embeds, at least 0
   * @param window positions each attends to, itself included, at least 1
   */
  public static Transformer causal(
      TransformerInput input, TransformerShape shape, int contextLength, int window) {
    Sizes.notNegative("contextLength", contextLength);
    return new Transformer(
        input, shape, AttentionMask.causal(window), new Positions.Rotary(), contextLength);
  }

  /** A Transformer that sees the whole sequence. */
  public static Transformer bidirectional(
      TransformerInput input, TransformerShape shape, Positions positions) {
    return new Transformer(input, shape, AttentionMask.none(), positions, 0);
  }

  @Override
  public int inputSize() {
    return input.itemSize();
  }

  @Override
  public int embeddingSize() {
    return shape.width();
  }

  @Override
  public int contextLength() {
    return contextLength;
  }

  @Override
  public boolean causal() {
    return mask.causal();
  }

  @Override
  public OptionalInt vocabulary() {
    return input instanceof TransformerInput.Tokens tokens
        ? OptionalInt.of(tokens.vocabulary())
        : OptionalInt.empty();
  }

  @Override
  public int parameterCount() {
    return lastNormOffset() + LayerNorm.parameterCount(shape.width());
  }

  /**
   * Rows of length about one for items and tokens; what each block adds is smaller the more there
   * are (Radford et al. 2019), so that depth does not add variance.
   */
  @Override
  public void initialise(float[] parameters, int offset, SplittableRandom random) {
    int width = shape.width();
    int inputs = input.parameterCount(width);
    double spread = 1 / Math.sqrt(input instanceof TransformerInput.Items items ? items.size() : 1);
    Weights.fill(parameters, offset, inputs, spread, random);
    if (input instanceof TransformerInput.Items) {
      Arrays.fill(parameters, offset + inputs - width, offset + inputs, 0f);
    }
    Weights.fill(
        parameters, offset + inputs, blockOffset(0) - inputs, 1 / Math.sqrt(width), random);
    double gain = 1 / Math.sqrt(2.0 * shape.layers());
    for (int block = 0; block < shape.layers(); block++) {
      int at = offset + blockOffset(block);
      LayerNorm.initialise(parameters, at, width);
      Attention.initialise(parameters, at + shape.attentionOffset(), width, gain, random);
      LayerNorm.initialise(parameters, at + shape.secondNormOffset(), width);
      int feedForward = at + shape.feedForwardOffset();
      FeedForward.initialise(parameters, feedForward, width, shape.feedForward(), gain, random);
    }
    LayerNorm.initialise(parameters, offset + lastNormOffset(), width);
  }

  /** A token is one input that cannot be taken apart: of it there is only the identity. */
  @Override
  public int[] origins(int[] inputs, int olderInputSize) {
    if (input instanceof TransformerInput.Tokens) {
      return TokenRows.origins(parameterCount(), inputs, olderInputSize);
    }
    return InputRows.origins(this, 1, inputs, olderInputSize);
  }

  @Override
  public Pass newPass(int batch, int length) {
    Sizes.positive("batch", batch);
    Sizes.positive("length", length);
    if (positions instanceof Positions.Learned learned && length > learned.length()) {
      throw new IllegalArgumentException(
          "length must be at most the %d learned positions, not %d"
              .formatted(learned.length(), length));
    }
    return new TransformerPass(this, batch, length);
  }

  @Override
  public Stepper newStepper(float[] parameters, int offset) {
    if (!causal()) {
      throw new UnsupportedOperationException(
          "a bidirectional transformer cannot embed an item before the sequence has ended");
    }
    return new TransformerStepper(this, parameters, offset);
  }

  TransformerInput input() {
    return input;
  }

  TransformerShape shape() {
    return shape;
  }

  AttentionMask mask() {
    return mask;
  }

  Positions positions() {
    return positions;
  }

  /** Turns of queries and keys, if positions are rotary. */
  @Nullable RotaryRows rotary(int length) {
    return positions instanceof Positions.Rotary
        ? new RotaryRows(length, shape.width(), shape.headWidth())
        : null;
  }

  int positionOffset() {
    return input.parameterCount(shape.width());
  }

  int blockOffset(int block) {
    int learned = positions instanceof Positions.Learned l ? l.length() * shape.width() : 0;
    return positionOffset() + learned + block * shape.blockParameters();
  }

  int lastNormOffset() {
    return blockOffset(shape.layers());
  }
}
