package io.thalweg.model.encoder;

import java.util.Arrays;

/**
 * Forward and backward of {@link Bag}: rows do not know of each other, so batch and time are one.
 */
final class BagPass implements Encoder.Pass {
  private final int rows;
  private final int most;
  private final int vocabulary;
  private final int width;
  private final float[] input;
  private final float[] embeddings;

  /** Ids that are there, {@code [rows, most]}: the first {@code count} of each row. */
  private final int[] ids;

  private final int[] count;

  BagPass(Bag bag, int rows) {
    this.rows = rows;
    most = bag.inputSize();
    vocabulary = bag.vocabulary().orElseThrow();
    width = bag.embeddingSize();
    input = new float[rows * most];
    embeddings = new float[rows * width];
    ids = new int[input.length];
    count = new int[rows];
  }

  @Override
  public float[] input() {
    return input;
  }

  @Override
  public float[] embeddings() {
    return embeddings;
  }

  @Override
  public void forward(float[] parameters, int offset) {
    Arrays.fill(embeddings, 0f);
    for (int row = 0; row < rows; row++) {
      read(row);
      int to = row * width;
      for (int i = row * most; i < row * most + count[row]; i++) {
        add(1f, parameters, offset + ids[i] * width, embeddings, to);
      }
      if (count[row] > 1) {
        float share = 1f / count[row];
        for (int i = to; i < to + width; i++) {
          embeddings[i] *= share;
        }
      }
    }
  }

  /** Moves the ids that are there to the front. */
  private void read(int row) {
    int present = 0;
    for (int i = row * most; i < (row + 1) * most; i++) {
      int id = TokenRows.id(input[i], vocabulary);
      if (id > 0) {
        ids[row * most + present] = id;
        present++;
      }
    }
    count[row] = present;
  }

  @Override
  public void backward(
      float[] parameters, int offset, float[] embeddingGradient, float[] gradient) {
    Arrays.fill(gradient, offset, offset + vocabulary * width, 0f);
    for (int row = 0; row < rows; row++) {
      float share = 1f / Math.max(1, count[row]);
      for (int i = row * most; i < row * most + count[row]; i++) {
        add(share, embeddingGradient, row * width, gradient, offset + ids[i] * width);
      }
    }
  }

  private void add(float factor, float[] from, int fromAt, float[] to, int toAt) {
    for (int i = 0; i < width; i++) {
      to[toAt + i] += factor * from[fromAt + i];
    }
  }
}
