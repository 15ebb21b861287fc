package io.thalweg.model.evaluate;

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
 * milliseconds). Input that is not finite is not checked here. Not thread-safe.
 */
final class Svd {
  private static final double ORTHOGONAL = 1e-12;

  /** Columns shorter than this share of M count as zero: the entries come from floats. */
  private static final double NEGLIGIBLE = 1e-12;

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
    complete();
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
    for (int i = 0; i < size; i++) {
      double length = Math.sqrt(dot(left[i], left[i]));
      values[i] = length > NEGLIGIBLE * scale ? length : 0;
      // Columns that count as zero become exactly zero, and so take no part in what follows.
      multiply(left[i], values[i] > 0 ? 1 / length : 0);
    }
  }

  /** Fills the columns of U that are zero, each with a unit vector orthogonal to all others. */
  private void complete() {
    for (int i = 0; i < size; i++) {
      if (dot(left[i], left[i]) == 0) {
        double[] vector = new double[size];
        vector[leastCoveredAxis()] = 1;
        removeOthers(vector);
        removeOthers(vector); // once more, for what rounding left
        multiply(vector, 1 / Math.sqrt(dot(vector, vector)));
        left[i] = vector;
      }
    }
  }

  /** The axis of which most lies outside U's columns: the sums of squares of U's rows tell. */
  private int leastCoveredAxis() {
    int least = 0;
    double leastCover = Double.POSITIVE_INFINITY;
    for (int axis = 0; axis < size; axis++) {
      double cover = 0;
      for (double[] column : left) {
        cover += column[axis] * column[axis];
      }
      if (cover < leastCover - NEGLIGIBLE) {
        least = axis;
        leastCover = cover;
      }
    }
    return least;
  }

  private void removeOthers(double[] vector) {
    for (double[] column : left) {
      double share = dot(vector, column);
      for (int row = 0; row < size; row++) {
        vector[row] -= share * column[row];
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
