package io.thalweg.model.evaluate;

import java.util.Random;

/** Matrices for tests, stored row by row, all from a seed. */
final class Matrices {
  private Matrices() {}

  static float[] gaussian(Random random, int rows, int columns) {
    float[] matrix = new float[rows * columns];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = (float) random.nextGaussian();
    }
    return matrix;
  }

  /** A [rows, inner] times B [inner, columns]. */
  static float[] times(float[] a, float[] b, int rows, int inner, int columns) {
    float[] product = new float[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        double sum = 0;
        for (int k = 0; k < inner; k++) {
          sum += (double) a[i * inner + k] * b[k * columns + j];
        }
        product[i * columns + j] = (float) sum;
      }
    }
    return product;
  }

  static float[] transposed(float[] matrix, int size) {
    float[] transposed = new float[size * size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        transposed[j * size + i] = matrix[i * size + j];
      }
    }
    return transposed;
  }

  static float[] identity(int size) {
    float[] identity = new float[size * size];
    for (int i = 0; i < size; i++) {
      identity[i * size + i] = 1;
    }
    return identity;
  }

  /** A random rotation or reflection: Gram-Schmidt on the rows of a Gaussian matrix. */
  static float[] orthogonal(Random random, int size) {
    double[][] rows = new double[size][size];
    float[] matrix = new float[size * size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        rows[i][j] = random.nextGaussian();
      }
      for (int twice = 0; twice < 2; twice++) {
        for (int k = 0; k < i; k++) {
          double share = dot(rows[i], rows[k]);
          for (int j = 0; j < size; j++) {
            rows[i][j] -= share * rows[k][j];
          }
        }
      }
      double length = Math.sqrt(dot(rows[i], rows[i]));
      for (int j = 0; j < size; j++) {
        rows[i][j] /= length;
        matrix[i * size + j] = (float) rows[i][j];
      }
    }
    return matrix;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
