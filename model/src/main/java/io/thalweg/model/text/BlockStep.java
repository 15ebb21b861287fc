package io.thalweg.model.text;

import io.thalweg.model.layer.FastMath;
import io.thalweg.model.layer.Matrix;
import io.thalweg.model.layer.Rows;

/**
 * Scores a {@link Block} and takes one step of gradient descent on the rows in it.
 *
 * <p>With X the input vectors of the block's words, Y the output vectors of its columns, C the mean
 * over the words around (CBOW; the identity for skip-gram), P and N the weights of the block:
 *
 * <pre>{@code
 * H = C X                     [queries, dimension]
 * S = H Y^T                   [queries, columns]
 * loss = sum P softplus(-S) + N softplus(S)                      [nats]
 * G = (P + N) sigmoid(S) - P
 * X -= rate * C^T G Y,  Y -= rate * G^T H                        both from the old values
 * }</pre>
 *
 * <p>So a block is three products of matrices (five for CBOW) and loops as long as they are,
 * instead of {@code 3 (1 + negatives)} loops over one vector per prediction, which the JIT does not
 * vectorise.
 *
 * <p><b>Bounds.</b> Weights of one row add up over a block. Where {@code rate} times the weights of
 * a row would exceed {@value #MOST_STEP}, its step is shortened to that: a line that repeats a word
 * fifty times, or a rate that is too large, would make the two tables drive each other away. Values
 * stay within {@value #MOST_VALUE}, so that tables once finite stay finite.
 *
 * <p>Source: Ji et al. 2016 (arXiv 1604.04661), Parallelizing Word2Vec in Shared and Distributed
 * Memory. Deterministic, not thread-safe, without allocation.
 */
final class BlockStep {
  private static final float MOST_STEP = 2f;
  private static final float MOST_VALUE = 64f;

  private final boolean averages;
  private final int dimension;
  private final float negativesPerDraw;
  private final int negatives;
  private final float[] x; // [words, dimension]
  private final float[] y; // [columns, dimension]
  private final float[] xStep;
  private final float[] yStep;
  private final float[] score; // [queries, columns], and so below
  private final float[] slope;
  private final float[] negative;
  private final float[] loss;
  private final float[] spread;
  private final float[] weight; // [columns]
  private final Matrix inputs;
  private final Matrix outputs;
  private final Matrix means;
  private final Matrix hidden;
  private final Matrix scores;
  private final Matrix inputSteps;
  private final Matrix outputSteps;

  BlockStep(EmbeddingSettings settings) {
    averages = settings.task() == WordTask.CBOW;
    dimension = settings.dimension();
    negatives = settings.negatives();
    negativesPerDraw = (float) negatives / settings.shared();
    int words = Block.mostWords(settings);
    int columns = words + settings.shared();
    x = new float[words * dimension];
    y = new float[columns * dimension];
    xStep = new float[x.length];
    yStep = new float[y.length];
    score = new float[words * columns];
    slope = new float[score.length];
    negative = new float[score.length];
    loss = new float[score.length];
    spread = new float[score.length];
    weight = new float[columns];
    inputs = new Matrix(x.length);
    outputs = new Matrix(y.length);
    means = new Matrix(averages ? (long) Block.CENTRES * words : 1);
    hidden = averages ? new Matrix(x.length) : inputs;
    scores = new Matrix(score.length);
    inputSteps = new Matrix(x.length);
    outputSteps = new Matrix(y.length);
  }

  /**
   * Loss of the block under the weights there are, in nats over all its predictions.
   *
   * @param table input rows from 0 on, output rows from {@code outputRows} on, {@code dimension}
   *     floats each
   */
  double score(float[] table, int outputRows, Block block) {
    gather(table, 0, block.rows, block.words, x);
    gather(table, outputRows, block.rows, block.columns, y);
    inputs.put(x, 0, block.words * dimension);
    outputs.put(y, 0, block.columns * dimension);
    if (averages) {
      means.put(block.mean, 0, block.queries * block.words);
      Matrix.multiply(means, 0, inputs, 0, hidden, 0, block.queries, dimension, block.words, 0f);
    }
    Matrix.multiplyTransposedB(
        hidden, 0, outputs, 0, scores, 0, block.queries, block.columns, dimension, 0f);
    int count = block.queries * block.columns;
    scores.get(score, 0, count);
    weighNegatives(block, count);
    return sumOfLoss(block.positive, count);
  }

  private void weighNegatives(Block block, int count) {
    Rows.repeat(block.draws, 0, block.columns, spread, count);
    for (int query = 0; query < block.queries; query++) {
      int at = query * block.columns;
      java.util.Arrays.fill(negative, at, at + block.columns, block.predictions[query]);
    }
    float[] positive = block.positive;
    float each = negativesPerDraw;
    for (int i = 0; i < count; i++) {
      negative[i] = each * spread[i] * (negative[i] - positive[i]);
    }
  }

  /**
   * {@code softplus(s) = max(0, s) + log(1 + exp(-|s|))}, {@code softplus(-s) = softplus(s) - s}.
   */
  private double sumOfLoss(float[] positive, int count) {
    for (int i = 0; i < count; i++) {
      loss[i] = -Math.abs(score[i]);
    }
    FastMath.expOfNegative(loss, 0, count);
    FastMath.logOnePlus(loss, count);
    for (int i = 0; i < count; i++) {
      float softplus = loss[i] + Math.max(0f, score[i]);
      loss[i] = (negative[i] + positive[i]) * softplus - positive[i] * score[i];
    }
    return sum(loss, count);
  }

  private static double sum(float[] values, int count) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i < count - 3; i += 4) {
      a += values[i];
      b += values[i + 1];
      c += values[i + 2];
      d += values[i + 3];
    }
    for (; i < count; i++) {
      a += values[i];
    }
    return a + b + (c + d);
  }

  /** One step on the block scored last. */
  void step(float[] table, int outputRows, Block block, float rate) {
    int count = block.queries * block.columns;
    float[] positive = block.positive;
    // Two loops, since one would be too long to be unrolled and vectorised.
    for (int i = 0; i < count; i++) {
      slope[i] = FastMath.sigmoid(score[i]);
    }
    for (int i = 0; i < count; i++) {
      slope[i] = (negative[i] + positive[i]) * slope[i] - positive[i];
    }
    scores.put(slope, 0, count);
    multiplySteps(block, rate);
    inputSteps.get(xStep, 0, block.words * dimension);
    outputSteps.get(yStep, 0, block.columns * dimension);
    limitInputs(block, rate);
    limitOutputs(block, rate);
    add(xStep, x, block.words * dimension);
    add(yStep, y, block.columns * dimension);
    scatter(x, block.rows, block.words, table, 0);
    scatter(y, block.rows, block.columns, table, outputRows);
  }

  private void multiplySteps(Block block, float rate) {
    int queries = block.queries;
    int columns = block.columns;
    int d = dimension;
    Matrix.multiplyTransposedA(
        scores, 0, columns, hidden, 0, d, outputSteps, 0, d, columns, d, queries, -rate, 0f);
    // The hidden vectors of CBOW are used up; their gradient takes their place.
    Matrix ofQueries = averages ? hidden : inputSteps;
    Matrix.multiply(
        scores, 0, columns, outputs, 0, d, ofQueries, 0, d, queries, d, columns, -rate, 0f);
    if (averages) {
      Matrix.multiplyTransposedA(means, 0, hidden, 0, inputSteps, 0, block.words, d, queries, 0f);
    }
  }

  private void limitInputs(Block block, float rate) {
    if (averages) {
      for (int word = 0; word < block.words; word++) {
        weight[word] = 0f;
      }
      for (int query = 0; query < block.queries; query++) {
        for (int word = 0; word < block.words; word++) {
          weight[word] += block.mean[query * block.words + word];
        }
      }
    } else {
      System.arraycopy(block.predictions, 0, weight, 0, block.words);
    }
    limit(xStep, block.words, rate * (1 + negatives));
  }

  private void limitOutputs(Block block, float rate) {
    for (int column = 0; column < block.columns; column++) {
      float positives = block.predicted[column];
      weight[column] =
          positives + negativesPerDraw * block.draws[column] * (block.total - positives);
    }
    limit(yStep, block.columns, rate);
  }

  private void limit(float[] steps, int count, float factor) {
    for (int row = 0; row < count; row++) {
      float size = factor * weight[row];
      if (size > MOST_STEP) {
        float scale = MOST_STEP / size;
        for (int i = row * dimension; i < (row + 1) * dimension; i++) {
          steps[i] *= scale;
        }
      }
    }
  }

  private static void add(float[] step, float[] values, int count) {
    for (int i = 0; i < count; i++) {
      values[i] = Math.max(-MOST_VALUE, Math.min(MOST_VALUE, values[i] + step[i]));
    }
  }

  private void gather(float[] table, int first, int[] rows, int count, float[] into) {
    for (int i = 0; i < count; i++) {
      System.arraycopy(table, (first + rows[i]) * dimension, into, i * dimension, dimension);
    }
  }

  private void scatter(float[] from, int[] rows, int count, float[] table, int first) {
    for (int i = 0; i < count; i++) {
      System.arraycopy(from, i * dimension, table, (first + rows[i]) * dimension, dimension);
    }
  }
}
