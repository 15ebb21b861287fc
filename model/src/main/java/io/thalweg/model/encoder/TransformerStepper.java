package io.thalweg.model.encoder;

import io.thalweg.model.layer.Activation;
import io.thalweg.model.layer.FastMath;
import io.thalweg.model.layer.LayerNorm;
import io.thalweg.model.layer.Matrix;
import io.thalweg.model.layer.Rotary;
import java.util.Arrays;

/**
 * Serving form of a causal {@link Transformer}: each block keeps keys and values of the last {@code
 * window} items in a ring, so that a step computes one position.
 *
 * <p>State: the ring's next slot and how many are filled, then for each block keys {@code [window,
 * width]} and values {@code [window, width]}. A key is turned by its slot, not by a position that
 * would grow without end; a query is turned by its slot for those at or below it, and by a whole
 * ring more for those above, which are older: the distances are the same.
 */
final class TransformerStepper implements Encoder.Stepper {
  private static final int NEXT = 0;
  private static final int FILLED = 1;
  private static final int RINGS = 2;

  private final TransformerShape shape;
  private final TransformerInput input;
  private final int contextLength;
  private final int window;
  private final int width;

  /** All weights, for the norms and the input. */
  private final float[] weights;

  private final int[] blockOffsets;
  private final int lastNormOffset;
  private final Matrix nativeWeights;
  private final Rotary rotary;

  private final float[] stream;
  private final float[] normal;
  private final float[] queryKey;
  private final float[] olderQuery;
  private final float[] value;
  private final float[] added;
  private final float[] hidden;
  private final float[] slope;
  private final float[] scores;
  private final Matrix row;
  private final Matrix result;
  private final Matrix queries;
  private final Matrix ring;
  private final Matrix nativeScores;

  TransformerStepper(Transformer net, float[] parameters, int offset) {
    shape = net.shape();
    input = net.input();
    contextLength = net.contextLength();
    window = net.mask().window();
    width = shape.width();
    weights = Arrays.copyOfRange(parameters, offset, offset + net.parameterCount());
    nativeWeights = new Matrix(weights.length);
    nativeWeights.put(weights, 0, weights.length);
    blockOffsets = new int[shape.layers()];
    Arrays.setAll(blockOffsets, net::blockOffset);
    lastNormOffset = net.lastNormOffset();
    rotary = new Rotary(2 * window, shape.headWidth());
    int widest = Math.max(Math.max(2 * width, shape.feedForward()), input.itemSize());
    stream = new float[width];
    normal = new float[width];
    queryKey = new float[2 * width];
    olderQuery = new float[width];
    value = new float[width];
    added = new float[width];
    hidden = new float[shape.feedForward()];
    slope = new float[shape.feedForward()];
    scores = new float[window];
    row = new Matrix(widest);
    result = new Matrix(widest);
    queries = new Matrix(2L * width);
    ring = new Matrix(2L * window * width);
    nativeScores = new Matrix(window);
  }

  @Override
  public int stateSize() {
    return RINGS + shape.layers() * 2 * window * width;
  }

  @Override
  public void reset(float[] state) {
    Arrays.fill(state, 0f);
    float[] zero = new float[input.itemSize()];
    float[] ignored = new float[width];
    for (int i = 0; i < contextLength; i++) {
      step(state, zero, ignored);
    }
  }

  @Override
  public void step(float[] state, float[] item, float[] embedding) {
    int slot = (int) state[NEXT];
    int filled = Math.min(window, (int) state[FILLED] + 1);
    take(item);
    for (int block = 0; block < shape.layers(); block++) {
      int at = blockOffsets[block];
      LayerNorm.row(weights, at, width, stream, normal);
      attend(state, block, at + shape.attentionOffset(), slot, filled);
      LayerNorm.row(weights, at + shape.secondNormOffset(), width, stream, normal);
      feedForward(at + shape.feedForwardOffset());
    }
    LayerNorm.row(weights, lastNormOffset, width, stream, embedding);
    state[NEXT] = (slot + 1) % window;
    state[FILLED] = filled;
  }

  private void take(float[] item) {
    if (input instanceof TransformerInput.Tokens tokens) {
      System.arraycopy(
          weights, TokenRows.id(item[0], tokens.vocabulary()) * width, stream, 0, width);
      return;
    }
    int size = input.itemSize();
    multiply(item, size, 0, stream, width);
    for (int i = 0; i < width; i++) {
      stream[i] += weights[size * width + i];
    }
  }

  private void attend(float[] state, int block, int at, int slot, int filled) {
    int square = width * width;
    int keys = RINGS + block * 2 * window * width;
    multiply(normal, width, at, queryKey, 2 * width);
    multiply(normal, width, at + 2 * square, value, width);
    System.arraycopy(queryKey, 0, olderQuery, 0, width);
    rotary.turn(olderQuery, 0, shape.heads(), slot + window);
    rotary.turn(queryKey, 0, 2 * shape.heads(), slot);
    System.arraycopy(queryKey, width, state, keys + slot * width, width);
    System.arraycopy(value, 0, state, keys + (window + slot) * width, width);
    queries.put(queryKey, 0, width);
    queries.put(olderQuery, 0, width, width);
    ring.put(state, keys, filled * width);
    ring.put(state, keys + window * width, filled * width, (long) window * width);
    for (int head = 0; head < shape.heads(); head++) {
      score(head, 0, 0, slot + 1);
      score(head, width, slot + 1, filled);
      softmax(filled);
      mix(head, filled);
    }
    result.get(value, 0, width);
    multiply(value, width, at + 3 * square, added, width);
    addToStream();
  }

  /** Products of a query with the keys of some slots. */
  private void score(int head, int query, int from, int to) {
    if (to <= from) {
      return;
    }
    int headAt = head * shape.headWidth();
    Matrix.multiplyTransposedB(
        queries,
        query + headAt,
        width,
        ring,
        (long) from * width + headAt,
        width,
        nativeScores,
        from,
        window,
        1,
        to - from,
        shape.headWidth(),
        (float) (1 / Math.sqrt(shape.headWidth())),
        0f);
  }

  private void softmax(int filled) {
    nativeScores.get(scores, 0, filled);
    float largest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < filled; i++) {
      largest = Math.max(largest, scores[i]);
    }
    float sum = 0;
    for (int i = 0; i < filled; i++) {
      scores[i] = FastMath.exp(scores[i] - largest);
      sum += scores[i];
    }
    for (int i = 0; i < filled; i++) {
      scores[i] /= sum;
    }
    nativeScores.put(scores, 0, filled);
  }

  private void mix(int head, int filled) {
    int headAt = head * shape.headWidth();
    Matrix.multiply(
        nativeScores,
        0,
        window,
        ring,
        (long) window * width + headAt,
        width,
        result,
        headAt,
        width,
        1,
        shape.headWidth(),
        filled,
        1f,
        0f);
  }

  private void feedForward(int at) {
    multiply(normal, width, at, hidden, hidden.length);
    Activation.GELU.apply(hidden, slope, hidden.length);
    multiply(hidden, hidden.length, at + width * hidden.length, added, width);
    addToStream();
  }

  private void addToStream() {
    for (int i = 0; i < width; i++) {
      stream[i] += added[i];
    }
  }

  private void multiply(float[] x, int inputs, int at, float[] y, int outputs) {
    row.put(x, 0, inputs);
    Matrix.multiplyRow(row, nativeWeights, at, result, outputs, inputs);
    result.get(y, 0, outputs);
  }
}
