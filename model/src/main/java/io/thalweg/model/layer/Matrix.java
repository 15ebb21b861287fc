package io.thalweg.model.layer;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.blas_set_num_threads;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;
import static org.bytedeco.openblas.global.openblas.cblas_sgemv;

import org.bytedeco.javacpp.FloatPointer;

/**
 * A row-major single-precision matrix outside the Java heap: the form in which OpenBLAS takes its
 * operands.
 *
 * <p>The loops of a layer run over {@code float[]}, which the JIT vectorises; the products run
 * here. Handing a {@code float[]} to OpenBLAS directly makes JavaCPP copy the <em>whole</em> array
 * in and out on every call (190 us for 4 MB, measured), so layers copy just the rows they need: 128
 * KB costs 7 us beside the 85 us of its product.
 *
 * <p>Memory: {@code 4 * capacity} bytes, freed when the matrix is unreachable. Not thread-safe: a
 * call moves the read position of its operands. Deterministic for one OpenBLAS binary, processor
 * kind and thread count; the thread count is set to one here.
 */
public final class Matrix {
  static {
    blas_set_num_threads(1);
  }

  private final FloatPointer floats;

  /** The same memory with a read position of its own: both factors may lie in one matrix. */
  private final FloatPointer alias;

  private final long capacity;

  /**
   * @param capacity number of floats, at least one; zeroed
   */
  public Matrix(long capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be at least 1, not " + capacity);
    }
    this.capacity = capacity;
    this.floats = new FloatPointer(capacity);
    floats.zero();
    this.alias = new FloatPointer(floats);
  }

  /** Copies {@code length} floats of {@code source} from {@code offset} to the start. */
  public void put(float[] source, int offset, int length) {
    put(source, offset, length, 0);
  }

  /** Copies {@code length} floats of {@code source} from {@code offset} to {@code at} on. */
  public void put(float[] source, int offset, int length, long at) {
    range(at, length).put(source, offset, length);
  }

  /** Copies the first {@code length} floats to {@code target} from {@code offset}. */
  public void get(float[] target, int offset, int length) {
    get(target, offset, length, 0);
  }

  /** Copies {@code length} floats from {@code at} on to {@code target} from {@code offset}. */
  public void get(float[] target, int offset, int length, long at) {
    range(at, length).get(target, offset, length);
  }

  /** Number of floats. */
  public long capacity() {
    return capacity;
  }

  /**
   * {@code C = A * B + beta * C} with A {@code [m, k]}, B {@code [k, n]}, C {@code [m, n]}, each
   * starting at the given float offset of its matrix.
   */
  public static void multiply(
      Matrix a,
      long aOffset,
      Matrix b,
      long bOffset,
      Matrix c,
      long cOffset,
      int m,
      int n,
      int k,
      float beta) {
    multiply(a, aOffset, k, b, bOffset, n, c, cOffset, n, m, n, k, 1f, beta);
  }

  /**
   * {@code C = A^T * B + beta * C} with A {@code [k, m]}, B {@code [k, n]}, C {@code [m, n]}: the
   * gradient of the weights.
   */
  public static void multiplyTransposedA(
      Matrix a,
      long aOffset,
      Matrix b,
      long bOffset,
      Matrix c,
      long cOffset,
      int m,
      int n,
      int k,
      float beta) {
    multiplyTransposedA(a, aOffset, m, b, bOffset, n, c, cOffset, n, m, n, k, 1f, beta);
  }

  /**
   * {@code C = A * B^T + beta * C} with A {@code [m, k]}, B {@code [n, k]}, C {@code [m, n]}: the
   * gradient of the input.
   */
  public static void multiplyTransposedB(
      Matrix a,
      long aOffset,
      Matrix b,
      long bOffset,
      Matrix c,
      long cOffset,
      int m,
      int n,
      int k,
      float beta) {
    multiplyTransposedB(a, aOffset, k, b, bOffset, k, c, cOffset, n, m, n, k, 1f, beta);
  }

  /**
   * {@code C = alpha * A * B + beta * C} where the rows of each lie {@code stride} floats apart: A
   * {@code [m, k]}, B {@code [k, n]}, C {@code [m, n]}. Blocks of larger matrices, such as one head
   * of one sequence.
   */
  public static void multiply(
      Matrix a,
      long aOffset,
      int aStride,
      Matrix b,
      long bOffset,
      int bStride,
      Matrix c,
      long cOffset,
      int cStride,
      int m,
      int n,
      int k,
      float alpha,
      float beta) {
    multiply(
        CblasNoTrans,
        CblasNoTrans,
        a,
        aOffset,
        aStride,
        b,
        bOffset,
        bStride,
        c,
        cOffset,
        cStride,
        m,
        n,
        k,
        alpha,
        beta);
  }

  /**
   * {@code C = alpha * A^T * B + beta * C} where the rows of each lie {@code stride} floats apart:
   * A {@code [k, m]}, B {@code [k, n]}, C {@code [m, n]}. Blocks of larger matrices, such as one
   * head of one sequence.
   */
  public static void multiplyTransposedA(
      Matrix a,
      long aOffset,
      int aStride,
      Matrix b,
      long bOffset,
      int bStride,
      Matrix c,
      long cOffset,
      int cStride,
      int m,
      int n,
      int k,
      float alpha,
      float beta) {
    multiply(
        CblasTrans,
        CblasNoTrans,
        a,
        aOffset,
        aStride,
        b,
        bOffset,
        bStride,
        c,
        cOffset,
        cStride,
        m,
        n,
        k,
        alpha,
        beta);
  }

  /**
   * {@code C = alpha * A * B^T + beta * C} where the rows of each lie {@code stride} floats apart:
   * A {@code [m, k]}, B {@code [n, k]}, C {@code [m, n]}. Blocks of larger matrices, such as one
   * head of one sequence.
   */
  public static void multiplyTransposedB(
      Matrix a,
      long aOffset,
      int aStride,
      Matrix b,
      long bOffset,
      int bStride,
      Matrix c,
      long cOffset,
      int cStride,
      int m,
      int n,
      int k,
      float alpha,
      float beta) {
    multiply(
        CblasNoTrans,
        CblasTrans,
        a,
        aOffset,
        aStride,
        b,
        bOffset,
        bStride,
        c,
        cOffset,
        cStride,
        m,
        n,
        k,
        alpha,
        beta);
  }

  private static void multiply(
      int transposeA,
      int transposeB,
      Matrix a,
      long aOffset,
      int aStride,
      Matrix b,
      long bOffset,
      int bStride,
      Matrix c,
      long cOffset,
      int cStride,
      int m,
      int n,
      int k,
      float alpha,
      float beta) {
    cblas_sgemm(
        CblasRowMajor,
        transposeA,
        transposeB,
        m,
        n,
        k,
        alpha,
        a.block(a.floats, aOffset, transposeA == CblasTrans ? k : m, aStride),
        aStride,
        b.block(b.alias, bOffset, transposeB == CblasTrans ? n : k, bStride),
        bStride,
        beta,
        c.block(c.floats, cOffset, m, cStride),
        cStride);
  }

  /** {@code y = x * B} with x {@code [k]}, B {@code [k, n]}, y {@code [n]}: one serving step. */
  public static void multiplyRow(Matrix x, Matrix b, long bOffset, Matrix y, int n, int k) {
    cblas_sgemv(CblasRowMajor, CblasTrans, k, n, 1f, b.at(bOffset), n, x.at(0), 1, 0f, y.at(0), 1);
  }

  private FloatPointer range(long at, int length) {
    // JavaCPP checks the array's bounds but not those of the memory it copies to or from.
    if (at < 0 || length < 0 || at > capacity - length) {
      throw new IndexOutOfBoundsException(
          "floats %d to %d of a matrix of %d".formatted(at, at + length, capacity));
    }
    return floats.position(at);
  }

  /** Where a block of rows begins; its last row, too, must begin inside the matrix. */
  private FloatPointer block(FloatPointer view, long offset, int rows, int stride) {
    if (offset < 0 || offset + (rows - 1L) * stride >= capacity) {
      throw new IndexOutOfBoundsException(
          "%d rows of %d from %d on in a matrix of %d".formatted(rows, stride, offset, capacity));
    }
    return view.position(offset);
  }

  private FloatPointer at(long offset) {
    if (offset < 0 || offset >= capacity) {
      throw new IndexOutOfBoundsException("offset " + offset + " of a matrix of " + capacity);
    }
    return floats.position(offset);
  }
}
