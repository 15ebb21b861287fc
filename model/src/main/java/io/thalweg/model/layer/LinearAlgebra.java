package io.thalweg.model.layer;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.blas_set_num_threads;
import static org.bytedeco.openblas.global.openblas.cblas_dgemm;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * Small dense products and spectral decompositions in double precision. Matrices are row by row in
 * one array.
 *
 * <p>Decompositions are EJML's, not those of the OpenBLAS beside it: version 0.3.19, which ND4J
 * brings, factorises wrongly on processors with AVX-512 (a positive definite 8 x 8 system solved
 * with an error of 150, measured; its products, which are all that is used of it, were right in
 * 80,000 comparisons).
 *
 * <p>Deterministic. Static methods are thread-safe.
 */
public final class LinearAlgebra {
  static {
    blas_set_num_threads(1);
  }

  private LinearAlgebra() {}

  /**
   * {@code A' B}, {@code [n, n]}.
   *
   * @param a {@code [rows, n]}; untouched
   * @param b {@code [rows, n]}; untouched
   */
  public static double[] crossProduct(double[] a, double[] b, int rows, int n) {
    checkSize("a", a, rows * n);
    checkSize("b", b, rows * n);
    double[] product = new double[n * n];
    cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, n, n, rows, 1, a, n, b, n, 0, product, n);
    return product;
  }

  /**
   * Eigenvalues of a symmetric matrix, in no order.
   *
   * @param a {@code [n, n]}, finite; untouched
   */
  public static double[] eigenvalues(double[] a, int n) {
    checkSize("a", a, n * n);
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, false, true);
    check(eigen.decompose(DMatrixRMaj.wrap(n, n, a.clone())));
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = eigen.getEigenvalue(i).getReal();
    }
    return values;
  }

  /**
   * Eigenvalues and eigenvectors of a symmetric matrix, the largest value first.
   *
   * @param values {@code [n]}, falling
   * @param vectors {@code [n, n]}: row k is the unit vector of value k, its largest component
   *     positive
   */
  public record Eigen(double[] values, double[] vectors) {

    /**
     * Decomposes a matrix.
     *
     * @param a {@code [n, n]}, symmetric, finite; untouched
     */
    public static Eigen of(double[] a, int n) {
      checkSize("a", a, n * n);
      EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
      check(eigen.decompose(DMatrixRMaj.wrap(n, n, a.clone())));
      int[] order =
          IntStream.range(0, n)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> -eigen.getEigenvalue(i).getReal()))
              .mapToInt(i -> i)
              .toArray();
      double[] values = new double[n];
      double[] vectors = new double[n * n];
      for (int k = 0; k < n; k++) {
        values[k] = eigen.getEigenvalue(order[k]).getReal();
        double[] vector = eigen.getEigenVector(order[k]).data;
        double sign = Math.signum(largest(vector));
        for (int i = 0; i < n; i++) {
          vectors[k * n + i] = sign * vector[i];
        }
      }
      return new Eigen(values, vectors);
    }

    private static double largest(double[] vector) {
      double largest = 0;
      for (double value : vector) {
        largest = Math.abs(value) > Math.abs(largest) ? value : largest;
      }
      return largest;
    }
  }

  /**
   * What the singular value decomposition {@code A = U diag(values) V'} says of a square matrix.
   *
   * @param values at least 0, in no order
   * @param nearestOrthogonal {@code U V'}, {@code [n, n]}: the orthogonal matrix nearest to A
   */
  public record SingularValues(double[] values, double[] nearestOrthogonal) {

    /**
     * Decomposes a matrix.
     *
     * @param a {@code [n, n]}, finite; untouched
     */
    public static SingularValues of(double[] a, int n) {
      checkSize("a", a, n * n);
      SingularValueDecomposition_F64<DMatrixRMaj> svd =
          DecompositionFactory_DDRM.svd(n, n, true, true, false);
      check(svd.decompose(DMatrixRMaj.wrap(n, n, a.clone())));
      DMatrixRMaj product = new DMatrixRMaj(n, n);
      CommonOps_DDRM.mult(svd.getU(null, false), svd.getV(null, true), product);
      return new SingularValues(svd.getSingularValues(), product.data);
    }
  }

  private static void checkSize(String name, double[] array, int size) {
    if (array.length != size) {
      throw new IllegalArgumentException(
          "%s has %d values where %d are needed".formatted(name, array.length, size));
    }
  }

  private static void check(boolean converged) {
    if (!converged) {
      throw new IllegalArgumentException("no decomposition found: a value is not finite");
    }
  }
}
