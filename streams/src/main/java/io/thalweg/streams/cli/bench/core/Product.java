package io.thalweg.streams.cli.bench.core;

import io.thalweg.model.layer.Matrix;

/**
 * One matrix product of a step, {@code C [m, n] = A [m, k] * B [k, n]}, done {@code times} times.
 *
 * @param form which operand lies transposed in memory
 */
record Product(Form form, int m, int n, int k, int times) {

  /** How the operands lie. */
  enum Form {
    /** Both as they are: activations. */
    PLAIN,
    /** A as {@code [k, m]}: gradients of weights. */
    TRANSPOSED_A,
    /** B as {@code [n, k]}: gradients of inputs. */
    TRANSPOSED_B
  }

  Product {
    if (m < 1 || n < 1 || k < 1 || times < 1) {
      throw new IllegalArgumentException(
          "a product needs sizes of at least 1, not [%d, %d, %d] %d times"
              .formatted(m, n, k, times));
    }
  }

  /** {@code y = x W} of rows {@code [rows, in]}, and its weights {@code [in, out]}. */
  static Product forward(int rows, int in, int out, int times) {
    return new Product(Form.PLAIN, rows, out, in, times);
  }

  /** Gradient of the weights of {@link #forward}. */
  static Product weightGradient(int rows, int in, int out, int times) {
    return new Product(Form.TRANSPOSED_A, in, out, rows, times);
  }

  /** Gradient of the input of {@link #forward}. */
  static Product inputGradient(int rows, int in, int out, int times) {
    return new Product(Form.TRANSPOSED_B, rows, in, out, times);
  }

  /** Floating-point operations of all repetitions. */
  double operations() {
    return 2.0 * m * n * k * times;
  }

  /**
   * The product on operands of its own, which stay in the cache between repetitions: the best that
   * this BLAS can do.
   */
  Runnable prepare() {
    Matrix a = filled((long) m * k);
    Matrix b = filled((long) k * n);
    Matrix c = new Matrix((long) m * n);
    return () -> {
      for (int i = 0; i < times; i++) {
        multiply(a, b, c);
      }
    };
  }

  private void multiply(Matrix a, Matrix b, Matrix c) {
    switch (form) {
      case PLAIN -> Matrix.multiply(a, 0, b, 0, c, 0, m, n, k, 0f);
      case TRANSPOSED_A -> Matrix.multiplyTransposedA(a, 0, b, 0, c, 0, m, n, k, 0f);
      case TRANSPOSED_B -> Matrix.multiplyTransposedB(a, 0, b, 0, c, 0, m, n, k, 0f);
    }
  }

  private static Matrix filled(long floats) {
    Matrix matrix = new Matrix(floats);
    float[] values = Values.gaussian((int) floats, 1);
    matrix.put(values, 0, values.length);
    return matrix;
  }
}
