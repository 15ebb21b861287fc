package io.thalweg.model.layer;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Multi-head self-attention of a Transformer's block, {@code residual += concat_h(P_h V_h) Wo} with
 * {@code P_h = softmax(Q_h K_h' / sqrt(headWidth))} over the positions the mask lets through.
 *
 * <p>Shapes: x and residual {@code [batch, length, width]}, sequence after sequence; parameters:
 * queries and keys {@code [width, 2 width]}, values {@code [width, width]}, output {@code [width,
 * width]}. No biases: see {@link FeedForward}.
 *
 * <p>Every product of one sequence and head is one block of larger matrices; products of long
 * sequences are cut so that what a causal mask hides is not computed. Work and memory grow with
 * {@code batch * heads * length^2}. A NaN position makes those NaN that attend to it, and no
 * others. Not thread-safe.
 *
 * <p>Source: Vaswani et al. 2017 (arXiv 1706.03762).
 */
public final class Attention {
  /** Rows of one product; below it the calls cost more than the hidden half saves. */
  private static final int BLOCK = 64;

  private final int batch;
  private final int length;
  private final int width;
  private final int heads;
  private final int headWidth;
  private final int rows;
  private final float scale;
  private final AttentionMask mask;
  private final Softmax softmax;
  private final @Nullable Rotary rotary;
  private final float[] turned;
  private final float[] scores;
  private final float[] scoreGradient;
  private final float[] none;

  private final Matrix queryKeyWeights;
  private final Matrix valueWeights;
  private final Matrix outputWeights;
  private final Matrix weightGradient;

  /** Queries, then keys of each row: {@code [rows, 2 width]}. */
  private final Matrix queryKeys;

  private final Matrix values;
  private final Matrix mixed;

  /** {@code [batch, heads, length, length]}. */
  private final Matrix probabilities;

  private final Matrix queryKeyGradient;
  private final Matrix valueGradient;
  private final Matrix mixedGradient;
  private final Matrix nativeScoreGradient;

  /**
   * @param batch sequences
   * @param length positions of each
   * @param width floats of a row, a multiple of {@code heads}
   * @param heads number of heads
   * @param mask who attends to whom
   * @param rotary positions to turn queries and keys by, or null where rows know their position
   */
  public Attention(
      int batch, int length, int width, int heads, AttentionMask mask, @Nullable Rotary rotary) {
    this.batch = batch;
    this.length = length;
    this.width = width;
    this.heads = heads;
    this.mask = mask;
    this.rotary = rotary;
    headWidth = width / heads;
    rows = batch * length;
    scale = (float) (1 / Math.sqrt(headWidth));
    softmax = new Softmax(mask, length);
    int square = heads * length * length;
    turned = new float[rotary == null ? 0 : rows * 2 * width];
    scores = new float[square];
    scoreGradient = new float[square];
    none = new float[headWidth];
    queryKeyWeights = new Matrix(2L * width * width);
    valueWeights = new Matrix((long) width * width);
    outputWeights = new Matrix((long) width * width);
    weightGradient = new Matrix(2L * width * width);
    queryKeys = new Matrix(2L * rows * width);
    values = new Matrix((long) rows * width);
    mixed = new Matrix((long) rows * width);
    probabilities = new Matrix((long) batch * square);
    queryKeyGradient = new Matrix(2L * rows * width);
    valueGradient = new Matrix((long) rows * width);
    mixedGradient = new Matrix((long) rows * width);
    nativeScoreGradient = new Matrix(square);
  }

  /** Number of parameters of a layer of this width. */
  public static int parameterCount(int width) {
    return 4 * width * width;
  }

  /** Weights with variance one over their inputs, those of the output times {@code gain}. */
  public static void initialise(
      float[] parameters, int offset, int width, double gain, SplittableRandom random) {
    int square = width * width;
    Weights.fill(parameters, offset, 3 * square, 1 / Math.sqrt(width), random);
    Weights.fill(parameters, offset + 3 * square, square, gain / Math.sqrt(width), random);
  }

  /**
   * Adds the layer's result.
   *
   * @param x {@code [batch, length, width]}, to stay as it is until {@link #backward}
   * @param residual same shape, added to
   */
  public void forward(float[] parameters, int offset, Matrix x, Matrix residual) {
    int square = width * width;
    queryKeyWeights.put(parameters, offset, 2 * square);
    valueWeights.put(parameters, offset + 2 * square, square);
    outputWeights.put(parameters, offset + 3 * square, square);
    Matrix.multiply(x, 0, queryKeyWeights, 0, queryKeys, 0, rows, 2 * width, width, 0f);
    Matrix.multiply(x, 0, valueWeights, 0, values, 0, rows, width, width, 0f);
    turn(queryKeys, false);
    for (int sequence = 0; sequence < batch; sequence++) {
      attend(sequence);
    }
    Matrix.multiply(mixed, 0, outputWeights, 0, residual, 0, rows, width, width, 1f);
  }

  private void turn(Matrix queriesAndKeys, boolean back) {
    if (rotary == null) {
      return;
    }
    queriesAndKeys.get(turned, 0, turned.length);
    for (int row = 0; row < rows; row++) {
      if (back) {
        rotary.turnBack(turned, row * 2 * width, 2 * heads, row % length);
      } else {
        rotary.turn(turned, row * 2 * width, 2 * heads, row % length);
      }
    }
    queriesAndKeys.put(turned, 0, turned.length);
  }

  private void attend(int sequence) {
    long square = (long) sequence * scores.length;
    for (int head = 0; head < heads; head++) {
      for (int row = 0; row < length; row += BLOCK) {
        int end = Math.min(length, row + BLOCK);
        int from = mask.from(row);
        int keys = mask.to(end - 1, length) - from;
        Matrix.multiplyTransposedB(
            queryKeys,
            query(sequence, head, row),
            2 * width,
            queryKeys,
            key(sequence, head, from),
            2 * width,
            probabilities,
            square + score(head, row, from),
            length,
            end - row,
            keys,
            headWidth,
            scale,
            0f);
      }
    }
    probabilities.get(scores, 0, scores.length, square);
    softmax.forward(scores);
    probabilities.put(scores, 0, scores.length, square);
    forgetNan(sequence);
    for (int head = 0; head < heads; head++) {
      for (int row = 0; row < length; row += BLOCK) {
        int end = Math.min(length, row + BLOCK);
        int from = mask.from(row);
        int keys = mask.to(end - 1, length) - from;
        Matrix.multiply(
            probabilities,
            square + score(head, row, from),
            length,
            values,
            value(sequence, head, from),
            width,
            mixed,
            value(sequence, head, row),
            width,
            end - row,
            headWidth,
            keys,
            1f,
            0f);
      }
    }
  }

  /**
   * A position that is NaN has a NaN share in all that attend to it. Its values must not reach the
   * others, whose share of them is zero: zero times NaN is NaN.
   */
  private void forgetNan(int sequence) {
    for (int head = 0; head < heads; head++) {
      for (int row = 0; row < length; row++) {
        if (Float.isNaN(scores[score(head, row, row)])) {
          values.put(none, 0, headWidth, value(sequence, head, row));
        }
      }
    }
  }

  /**
   * Gradients of the last {@link #forward}.
   *
   * @param x what it was given
   * @param residualGradient {@code [batch, length, width]}, untouched
   * @param gradient overwritten at {@code [offset, offset + parameterCount)}
   * @param xGradient same shape as x, overwritten
   */
  public void backward(
      Matrix x, Matrix residualGradient, float[] gradient, int offset, Matrix xGradient) {
    int square = width * width;
    weightGradient(mixed, residualGradient, width, gradient, offset + 3 * square);
    Matrix.multiplyTransposedB(
        residualGradient, 0, outputWeights, 0, mixedGradient, 0, rows, width, width, 0f);
    for (int sequence = 0; sequence < batch; sequence++) {
      attendBack(sequence);
    }
    turn(queryKeyGradient, true);
    weightGradient(x, queryKeyGradient, 2 * width, gradient, offset);
    weightGradient(x, valueGradient, width, gradient, offset + 2 * square);
    Matrix.multiplyTransposedB(
        queryKeyGradient, 0, queryKeyWeights, 0, xGradient, 0, rows, width, 2 * width, 0f);
    Matrix.multiplyTransposedB(
        valueGradient, 0, valueWeights, 0, xGradient, 0, rows, width, width, 1f);
  }

  private void weightGradient(Matrix in, Matrix out, int columns, float[] gradient, int at) {
    Matrix.multiplyTransposedA(in, 0, out, 0, weightGradient, 0, width, columns, rows, 0f);
    weightGradient.get(gradient, at, width * columns);
  }

  private void attendBack(int sequence) {
    long square = (long) sequence * scores.length;
    for (int head = 0; head < heads; head++) {
      for (int row = 0; row < length; row += BLOCK) {
        int end = Math.min(length, row + BLOCK);
        int from = mask.from(row);
        int keys = mask.to(end - 1, length) - from;
        Matrix.multiplyTransposedB(
            mixedGradient,
            value(sequence, head, row),
            width,
            values,
            value(sequence, head, from),
            width,
            nativeScoreGradient,
            score(head, row, from),
            length,
            end - row,
            keys,
            headWidth,
            1f,
            0f);
      }
    }
    probabilities.get(scores, 0, scores.length, square);
    nativeScoreGradient.get(scoreGradient, 0, scoreGradient.length);
    softmax.backward(scores, scoreGradient);
    nativeScoreGradient.put(scoreGradient, 0, scoreGradient.length);
    for (int head = 0; head < heads; head++) {
      for (int row = 0; row < length; row += BLOCK) {
        gradientsOfRows(sequence, head, row, Math.min(length, row + BLOCK));
      }
    }
  }

  /** Gradients of the queries of some positions, and of their keys and values. */
  private void gradientsOfRows(int sequence, int head, int row, int end) {
    long square = (long) sequence * scores.length;
    int from = mask.from(row);
    int keys = mask.to(end - 1, length) - from;
    Matrix.multiply(
        nativeScoreGradient,
        score(head, row, from),
        length,
        queryKeys,
        key(sequence, head, from),
        2 * width,
        queryKeyGradient,
        query(sequence, head, row),
        2 * width,
        end - row,
        headWidth,
        keys,
        scale,
        0f);
    int first = mask.firstReader(row);
    int readers = mask.endOfReaders(end - 1, length) - first;
    Matrix.multiplyTransposedA(
        nativeScoreGradient,
        score(head, first, row),
        length,
        queryKeys,
        query(sequence, head, first),
        2 * width,
        queryKeyGradient,
        key(sequence, head, row),
        2 * width,
        end - row,
        headWidth,
        readers,
        scale,
        0f);
    Matrix.multiplyTransposedA(
        probabilities,
        square + score(head, first, row),
        length,
        mixedGradient,
        value(sequence, head, first),
        width,
        valueGradient,
        value(sequence, head, row),
        width,
        end - row,
        headWidth,
        readers,
        1f,
        0f);
  }

  private long query(int sequence, int head, int position) {
    return 2L * (sequence * length + position) * width + head * headWidth;
  }

  private long key(int sequence, int head, int position) {
    return query(sequence, head, position) + width;
  }

  private long value(int sequence, int head, int position) {
    return (long) (sequence * length + position) * width + head * headWidth;
  }

  private int score(int head, int query, int key) {
    return (head * length + query) * length + key;
  }
}
