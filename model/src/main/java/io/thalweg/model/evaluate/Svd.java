package io.thalweg.model.evaluate;

import java.util.Arrays;

/**
 * Singular value decomposition {@code M = U diag(s) V'} of a small square matrix by one-sided
 * Jacobi rotations (Hestenes 1958): the columns of M are rotated in pairs until all are orthogonal;
 * their lengths are the singular values, the accumulated rotations are V.
 *
 * <p>Chosen because it is short, needs no library, is accurate for small singular values, and
 * always takes the same path for the same input: alignment maps are part of a version's bytes. For
 * a symmetric positive semi-definite matrix the singular values are the eigenvalues.
 *
 * <p>Singular values are not sorted. Columns of U that belong to a singular value of zero are
 * chosen so that U is orthogonal all the same. Time: O(d^3) per sweep, 6-10 sweeps (d = 64: a few
 * milliseconds). Not finite input is not checked here.
 */
final class Svd {
  private static final double ORTHOGONAL = 1e-12;
  private static final double NEGLIGIBLE = 1e-13;
  private static final int SWEEPS = 40;

  private final int size;
  private final double[][] left; // [column, row]: column i of M V, then of U
  private final double[][] right; // [column, row]: column i of V
  private final double[] values;
  private final double[] squares;

  private Svd(double[] matrix, int size) {
    this.size = size;
    left = new double[size][size];
    right = new double[size][size];
    values = new double[size];
    squares = new double[size];
    for (int column = 0; column < size; column++) {
      right[column][column] = 1;
      for (int row = 0; row < size; row++) {
        left[column][row] = matrix[row * size + column];
      }
    }
  }

  /**
   * @param matrix [size, size], row by row; not changed
   */
  static Svd of(double[] matrix, int size) {
    Svd svd = new Svd(matrix, size);
    double scale = Math.sqrt(dot(matrix, matrix));
    for (int sweep = 0; sweep < SWEEPS && svd.rotateAllPairs(scale); sweep++) {}
    svd.normalise(scale);
    return svd;
  }

  /** Singular values, not sorted; [size], not a copy. */
  double[] values() {
    return values;
  }

  /** U V': the orthogonal matrix nearest to M; [size, size], row by row. */
  double[] nearestOrthogonal() {
    double[] product = new double[size * size];
    for (int k = 0; k < size; k++) {
      for (int i = 0; i < size; i++) {
        double u = left[k][i];
        for (int j = 0; j < size; j++) {
          product[i * size + j] += u * right[k][j];
        }
      }
    }
    return product;
  }

  /** One sweep; whether any pair still had to be rotated. */
  private boolean rotateAllPairs(double scale) {
    // Squared lengths are carried along by the rotations; anew in each sweep against drift.
    for (int i = 0; i < size; i++) {
      squares[i] = dot(left[i], left[i]);
    }
    boolean rotated = false;
    for (int i = 0; i < size - 1; i++) {
      for (int j = i + 1; j < size; j++) {
        rotated |= makeOrthogonal(i, j, scale);
      }
    }
    return rotated;
  }

  private boolean makeOrthogonal(int i, int j, double scale) {
    double product = dot(left[i], left[j]);
    double lengths = Math.sqrt(Math.max(squares[i], 0) * Math.max(squares[j], 0));
    double shorter = Math.sqrt(Math.max(0, Math.min(squares[i], squares[j])));
    // Against a column of mere rounding noise, which counts as zero below, an angle means nothing.
    if (Math.abs(product) <= ORTHOGONAL * lengths || shorter <= NEGLIGIBLE * scale) {
      return false;
    }
    double cotangent = (squares[j] - squares[i]) / (2 * product);
    double tangent = Math.copySign(1, cotangent) / (Math.abs(cotangent) + Math.hypot(1, cotangent));
    double cosine = 1 / Math.sqrt(1 + tangent * tangent);
    rotate(left[i], left[j], cosine, cosine * tangent);
    rotate(right[i], right[j], cosine, cosine * tangent);
    squares[i] -= tangent * product;
    squares[j] += tangent * product;
    return true;
  }

  private static void rotate(double[] a, double[] b, double cosine, double sine) {
    for (int k = 0; k < a.length; k++) {
      double x = a[k];
      double y = b[k];
      a[k] = cosine * x - sine * y;
      b[k] = sine * x + cosine * y;
    }
  }

  private void normalise(double scale) {
    boolean[] known = new boolean[size];
    for (int i = 0; i < size; i++) {
      double length = Math.sqrt(dot(left[i], left[i]));
      known[i] = length > NEGLIGIBLE * scale;
      values[i] = known[i] ? length : 0;
      if (known[i]) {
        multiply(left[i], 1 / length);
      }
    }
    for (int i = 0; i < size; i++) {
      if (!known[i]) {
        complete(i, known);
        known[i] = true;
      }
    }
  }

  /** Makes column i a unit vector orthogonal to all known ones: the longest rest of an axis. */
  private void complete(int i, boolean[] known) {
    double longest = -1;
    double[] best = left[i];
    for (int axis = 0; axis < size; axis++) {
      double[] candidate = new double[size];
      candidate[axis] = 1;
      removeKnown(candidate, known);
      double length = dot(candidate, candidate);
      if (length > longest + NEGLIGIBLE) {
        longest = length;
        best = candidate;
      }
    }
    removeKnown(best, known); // once more, for what rounding left
    multiply(best, 1 / Math.sqrt(dot(best, best)));
    left[i] = Arrays.copyOf(best, size);
  }

  private void removeKnown(double[] vector, boolean[] known) {
    for (int k = 0; k < size; k++) {
      if (known[k]) {
        double share = dot(vector, left[k]);
        for (int r = 0; r < size; r++) {
          vector[r] -= share * left[k][r];
        }
      }
    }
  }

  private static void multiply(double[] vector, double factor) {
    for (int k = 0; k < vector.length; k++) {
      vector[k] *= factor;
    }
  }

  private static double dot(double[] a, double[] b) {
    // Four sums that do not wait for each other; always in this order, so results repeat.
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int k = 0;
    for (; k + 3 < a.length; k += 4) {
      s0 += a[k] * b[k];
      s1 += a[k + 1] * b[k + 1];
      s2 += a[k + 2] * b[k + 2];
      s3 += a[k + 3] * b[k + 3];
    }
    for (; k < a.length; k++) {
      s0 += a[k] * b[k];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
