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
  private static final int BLOCK = 32;

  private final int batch;
  private final int length;
  private final int width;
  private final int heads;
  private final int headWidth;

  /** Sequences whose products are made together. */
  private final int group;

  private final float scale;
  private final AttentionMask mask;
  private final Softmax softmax;
  private final @Nullable RotaryRows rotary;
  private final float[] turned;
  private final float[] scores;
  private final float[] scoreGradient;
  private final float[] none;

  /** Of queries, keys and values, {@code [width, 3 width]}: in one product they cost less. */
  private final float[] inputWeights;

  private final Matrix nativeInputWeights;
  private final Matrix outputWeights;
  private final Matrix inputWeightGradient;
  private final Matrix outputWeightGradient;

  /** Queries, keys and values of each row: {@code [rows, 3 width]}. */
  private final Matrix asked;

  private final Matrix mixed;

  /** {@code [batch, heads, length, length]}. */
  private final Matrix probabilities;

  /** Of some sequences at a time. */
  private final Matrix askedGradient;

  private final Matrix mixedGradient;

  /** Of one sequence at a time. */
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
      int batch,
      int length,
      int width,
      int heads,
      AttentionMask mask,
      @Nullable RotaryRows rotary) {
    this.batch = batch;
    this.length = length;
    this.width = width;
    this.heads = heads;
    this.mask = mask;
    this.rotary = rotary;
    headWidth = width / heads;
    group = Math.min(batch, Math.max(1, Rows.GROUP / length));
    scale = (float) (1 / Math.sqrt(headWidth));
    softmax = new Softmax(mask, length);
    long rows = (long) batch * length;
    long groupRows = (long) group * length;
    int square = heads * length * length;
    turned = new float[rotary == null ? 0 : length * 3 * width];
    scores = new float[square];
    scoreGradient = new float[square];
    none = new float[headWidth];
    inputWeights = new float[3 * width * width];
    nativeInputWeights = new Matrix(inputWeights.length);
    outputWeights = new Matrix((long) width * width);
    inputWeightGradient = new Matrix(inputWeights.length);
    outputWeightGradient = new Matrix((long) width * width);
    asked = new Matrix(3 * rows * width);
    mixed = new Matrix(rows * width);
    probabilities = new Matrix((long) batch * square);
    askedGradient = new Matrix(3 * groupRows * width);
    mixedGradient = new Matrix(groupRows * width);
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
    putWeights(parameters, offset);
    for (int first = 0; first < batch; first += group) {
      int end = Math.min(batch, first + group);
      int rows = (end - first) * length;
      long at = (long) first * length * width;
      Matrix.multiply(x, at, nativeInputWeights, 0, asked, 3 * at, rows, 3 * width, width, 0f);
      for (int sequence = first; sequence < end; sequence++) {
        turn(asked, sequence, false);
        attend(sequence);
      }
      Matrix.multiply(mixed, at, outputWeights, 0, residual, at, rows, width, width, 1f);
    }
  }

  private void putWeights(float[] parameters, int offset) {
    int square = width * width;
    for (int row = 0; row < width; row++) {
      int at = 3 * row * width;
      System.arraycopy(parameters, offset + 2 * row * width, inputWeights, at, 2 * width);
      int values = offset + 2 * square + row * width;
      System.arraycopy(parameters, values, inputWeights, at + 2 * width, width);
    }
    nativeInputWeights.put(inputWeights, 0, inputWeights.length);
    outputWeights.put(parameters, offset + 3 * square, square);
  }

  private void turn(Matrix rows, int sequence, boolean back) {
    if (rotary == null) {
      return;
    }
    rows.get(turned, 0, turned.length, query(sequence, 0, 0));
    if (back) {
      rotary.turnBack(turned);
    } else {
      rotary.turn(turned);
    }
    rows.put(turned, 0, turned.length, query(sequence, 0, 0));
  }

  private void attend(int sequence) {
    long square = (long) sequence * scores.length;
    for (int head = 0; head < heads; head++) {
      for (int row = 0; row < length; row += BLOCK) {
        int end = Math.min(length, row + BLOCK);
        int from = mask.from(row);
        int keys = mask.to(end - 1, length) - from;
        Matrix.multiplyTransposedB(
            asked,
            query(sequence, head, row),
            3 * width,
            asked,
            key(sequence, head, from),
            3 * width,
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
            asked,
            value(sequence, head, from),
            3 * width,
            mixed,
            mix(sequence, head, row),
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
          asked.put(none, 0, headWidth, value(sequence, head, row));
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
    for (int first = 0; first < batch; first += group) {
      int end = Math.min(batch, first + group);
      int rows = (end - first) * length;
      long at = (long) first * length * width;
      float sum = first == 0 ? 0f : 1f; // of the groups' weight gradients
      Matrix.multiplyTransposedA(
          mixed, at, residualGradient, at, outputWeightGradient, 0, width, width, rows, sum);
      Matrix.multiplyTransposedB(
          residualGradient, at, outputWeights, 0, mixedGradient, 0, rows, width, width, 0f);
      for (int sequence = first; sequence < end; sequence++) {
        attendBack(sequence, sequence - first);
        turn(askedGradient, sequence - first, true);
      }
      Matrix.multiplyTransposedA(
          x, at, askedGradient, 0, inputWeightGradient, 0, width, 3 * width, rows, sum);
      Matrix.multiplyTransposedB(
          askedGradient, 0, nativeInputWeights, 0, xGradient, at, rows, width, 3 * width, 0f);
    }
    getWeightGradients(gradient, offset);
  }

  private void getWeightGradients(float[] gradient, int offset) {
    int square = width * width;
    // The weights' room: they are put there again before they are next needed.
    inputWeightGradient.get(inputWeights, 0, inputWeights.length);
    for (int row = 0; row < width; row++) {
      int at = 3 * row * width;
      System.arraycopy(inputWeights, at, gradient, offset + 2 * row * width, 2 * width);
      int values = offset + 2 * square + row * width;
      System.arraycopy(inputWeights, at + 2 * width, gradient, values, width);
    }
    outputWeightGradient.get(gradient, offset + 3 * square, square);
  }

  /**
   * @param slot where in its group the sequence lies
   */
  private void attendBack(int sequence, int slot) {
    long square = (long) sequence * scores.length;
    for (int head = 0; head < heads; head++) {
      for (int row = 0; row < length; row += BLOCK) {
        int end = Math.min(length, row + BLOCK);
        int from = mask.from(row);
        int keys = mask.to(end - 1, length) - from;
        Matrix.multiplyTransposedB(
            mixedGradient,
            mix(slot, head, row),
            width,
            asked,
            value(sequence, head, from),
            3 * width,
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
        gradientsOfRows(sequence, slot, head, row, Math.min(length, row + BLOCK));
      }
    }
  }

  /** Gradients of the queries of some positions, and of their keys and values. */
  private void gradientsOfRows(int sequence, int slot, int head, int row, int end) {
    long square = (long) sequence * scores.length;
    int from = mask.from(row);
    int keys = mask.to(end - 1, length) - from;
    Matrix.multiply(
        nativeScoreGradient,
        score(head, row, from),
        length,
        asked,
        key(sequence, head, from),
        3 * width,
        askedGradient,
        query(slot, head, row),
        3 * width,
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
        asked,
        query(sequence, head, first),
        3 * width,
        askedGradient,
        key(slot, head, row),
        3 * width,
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
        mix(slot, head, first),
        width,
        askedGradient,
        value(slot, head, row),
        3 * width,
        end - row,
        headWidth,
        readers,
        1f,
        0f);
  }

  private long query(int sequence, int head, int position) {
    return 3L * (sequence * length + position) * width + head * headWidth;
  }

  private long key(int sequence, int head, int position) {
    return query(sequence, head, position) + width;
  }

  private long value(int sequence, int head, int position) {
    return query(sequence, head, position) + 2 * width;
  }

  private long mix(int sequence, int head, int position) {
    return (long) (sequence * length + position) * width + head * headWidth;
  }

  private int score(int head, int query, int key) {
    return (head * length + query) * length + key;
  }
}
