package io.thalweg.model.evaluate;

import java.util.Locale;

/** How alike two embeddings are; higher is more alike. */
public enum Likeness {
  /** The cosine of the angle between them, in [-1, 1]; 0 if one is all zeros. */
  COSINE {
    @Override
    double of(float[] rows, int one, int other, int size) {
      double product = 0;
      double oneSquare = 0;
      double otherSquare = 0;
      for (int c = 0; c < size; c++) {
        double x = rows[one * size + c];
        double y = rows[other * size + c];
        product += x * y;
        oneSquare += x * x;
        otherSquare += y * y;
      }
      double lengths = Math.sqrt(oneSquare * otherSquare);
      return lengths > 0 ? product / lengths : 0;
    }
  },

  /** The Euclidean distance, negated, at most 0. */
  EUCLIDEAN {
    @Override
    double of(float[] rows, int one, int other, int size) {
      double squares = 0;
      for (int c = 0; c < size; c++) {
        double difference = (double) rows[one * size + c] - rows[other * size + c];
        squares += difference * difference;
      }
      return -Math.sqrt(squares);
    }
  };

  /** Likeness of two rows of {@code [rows, size]}. */
  abstract double of(float[] rows, int one, int other, int size);

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
