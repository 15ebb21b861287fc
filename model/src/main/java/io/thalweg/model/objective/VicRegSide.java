package io.thalweg.model.objective;

import io.thalweg.model.layer.Matrix;

/** Variance and covariance terms of one side of {@link VicReg}, with their gradients. */
final class VicRegSide {
  private static final double EPSILON = 1e-4;

  private final int pairs;
  private final int size;
  private final float[] centred; // [pairs, size]
  private final float[] mean;
  private final float[] covariance; // [size, size], without its diagonal after take
  private final float[] pull; // [size]: slope of the variance term by a centred value
  private final Matrix nativeCentred;
  private final Matrix nativeCovariance;
  private final Matrix nativeGradient;
  private double flatness;
  private double redundancy;

  VicRegSide(int pairs, int size) {
    this.pairs = pairs;
    this.size = size;
    centred = new float[pairs * size];
    mean = new float[size];
    covariance = new float[size * size];
    pull = new float[size];
    nativeCentred = new Matrix((long) pairs * size);
    nativeCovariance = new Matrix((long) size * size);
    nativeGradient = new Matrix((long) pairs * size);
  }

  void take(float[] rows) {
    centre(rows);
    nativeCentred.put(centred, 0, centred.length);
    Matrix.multiplyTransposedA(
        nativeCentred, 0, nativeCentred, 0, nativeCovariance, 0, size, size, pairs, 0f);
    nativeCovariance.get(covariance, 0, covariance.length);
    float share = 1f / (pairs - 1);
    for (int i = 0; i < covariance.length; i++) {
      covariance[i] *= share;
    }
    variances();
    redundancy = OutputVectors.dot(covariance, 0, covariance, 0, covariance.length) / size;
    nativeCovariance.put(covariance, 0, covariance.length);
  }

  private void centre(float[] rows) {
    java.util.Arrays.fill(mean, 0f);
    for (int row = 0; row < pairs; row++) {
      OutputVectors.add(1f / pairs, rows, row * size, mean, 0, size);
    }
    System.arraycopy(rows, 0, centred, 0, centred.length);
    for (int row = 0; row < pairs; row++) {
      OutputVectors.add(-1f, mean, 0, centred, row * size, size);
    }
  }

  /** Takes the diagonal out of the covariance. */
  private void variances() {
    double sum = 0;
    for (int j = 0; j < size; j++) {
      double deviation = Math.sqrt(covariance[j * size + j] + EPSILON);
      boolean flat = deviation < 1;
      sum += flat ? 1 - deviation : 0;
      pull[j] = flat ? (float) (-1 / (size * (pairs - 1.0) * deviation)) : 0f;
      covariance[j * size + j] = 0f;
    }
    flatness = sum / size;
  }

  /** Mean over the dimensions of what their deviation lacks to 1. */
  double flatness() {
    return flatness;
  }

  /** Sum of the squared covariances of different dimensions, divided by their number. */
  double redundancy() {
    return redundancy;
  }

  /**
   * Gradient of {@code spread * flatness + decorrelate * redundancy}. The mean's own share is zero,
   * since centred columns sum to zero.
   */
  void gradient(float spread, float decorrelate, float[] gradient) {
    Matrix.multiply(
        nativeCentred, 0, nativeCovariance, 0, nativeGradient, 0, pairs, size, size, 0f);
    nativeGradient.get(gradient, 0, pairs * size);
    float factor = 4 * decorrelate / (size * (pairs - 1f));
    for (int row = 0; row < pairs; row++) {
      int at = row * size;
      for (int j = 0; j < size; j++) {
        gradient[at + j] = factor * gradient[at + j] + spread * pull[j] * centred[at + j];
      }
    }
  }
}
