package io.thalweg.model.layer;

import java.util.Arrays;

/**
 * Softmax over the attended range of each row of a square of scores, several squares at once. What
 * is outside the range becomes zero.
 */
public final class Softmax {
  private final AttentionMask mask;
  private final int length;

  Softmax(AttentionMask mask, int length) {
    this.mask = mask;
    this.length = length;
  }

  /**
   * From scores to probabilities.
   *
   * @param scores {@code [squares, length, length]}, overwritten
   */
  void forward(float[] scores) {
    for (int at = 0; at < scores.length; at += length) {
      int row = at / length % length;
      subtractLargest(scores, at + mask.from(row), at + mask.to(row, length));
    }
    // Masked ones too: one long loop is faster than half of many short ones.
    FastMath.expOfNegative(scores, 0, scores.length);
    for (int at = 0; at < scores.length; at += length) {
      int row = at / length % length;
      int from = at + mask.from(row);
      int to = at + mask.to(row, length);
      scale(scores, from, to, 1 / Sums.sum(scores, from, to - from));
      clearOutside(scores, at, from, to);
    }
  }

  /**
   * Softmax of one row in place.
   *
   * @param values logits in {@code [from, to)}, probabilities afterwards
   * @return logarithm of the sum of the logits' exponentials
   */
  public static float row(float[] values, int from, int to) {
    float largest = subtractLargest(values, from, to);
    FastMath.expOfNegative(values, from, to);
    float sum = Sums.sum(values, from, to - from);
    scale(values, from, to, 1 / sum);
    return largest + FastMath.log(sum);
  }

  private static void scale(float[] values, int from, int to, float share) {
    for (int i = from; i < to; i++) {
      values[i] *= share;
    }
  }

  private static float subtractLargest(float[] scores, int from, int to) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      if (scores[i] > largest) {
        largest = scores[i];
      }
    }
    for (int i = from; i < to; i++) {
      scores[i] -= largest;
    }
    return largest;
  }

  /**
   * From gradients of probabilities to gradients of scores: {@code p * (dp - sum(p * dp))}.
   *
   * @param probabilities {@code [squares, length, length]}
   * @param gradient same shape, overwritten
   */
  void backward(float[] probabilities, float[] gradient) {
    for (int at = 0; at < gradient.length; at += length) {
      int row = at / length % length;
      int from = at + mask.from(row);
      int to = at + mask.to(row, length);
      float mean = Sums.dot(probabilities, gradient, from, to - from);
      for (int i = from; i < to; i++) {
        gradient[i] = probabilities[i] * (gradient[i] - mean);
      }
      clearOutside(gradient, at, from, to);
    }
  }

  private void clearOutside(float[] square, int at, int from, int to) {
    Arrays.fill(square, at, from, 0f);
    Arrays.fill(square, to, at + length, 0f);
  }
}
