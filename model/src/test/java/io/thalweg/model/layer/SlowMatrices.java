package io.thalweg.model.layer;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Matrices in double precision, row by row, and slow products to compare with. */
final class SlowMatrices {
  private SlowMatrices() {}

  static double[] gaussian(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[count];
    Arrays.setAll(values, i -> random.nextGaussian());
    return values;
  }

  static double[] transpose(double[] a, int rows, int columns) {
    double[] transposed = new double[a.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        transposed[j * rows + i] = a[i * columns + j];
      }
    }
    return transposed;
  }

  static double[] multiply(double[] a, double[] b, int m, int k, int n) {
    double[] product = new double[m * n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        for (int l = 0; l < k; l++) {
          product[i * n + j] += a[i * k + l] * b[l * n + j];
        }
      }
    }
    return product;
  }
}
