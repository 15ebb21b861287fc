package io.thalweg.model.objective;

import io.thalweg.model.layer.FastMath;

/** Rows of {@link StudentT}: scores and gradients over preallocated arrays. */
final class StudentTPass implements Objective.Pass {
  private final int fields;
  private final int rows;

  /** Per value of the last score: is it there, standardised residual, its log term, 1/scale. */
  private final boolean[] known;

  private final float[] residual;

  private final float[] logTerm;
  private final float[] inverseScale;
  private final float[] logScale;
  private final int[] present;

  private final double[] tail;
  private final double[] inverseTail;
  private final double[] normaliser;
  private final double[] tailTerm;
  private final double[] tailGradient;

  StudentTPass(int fields, int rows) {
    this.fields = fields;
    this.rows = rows;
    known = new boolean[rows * fields];
    residual = new float[rows * fields];
    logTerm = new float[rows * fields];
    inverseScale = new float[rows * fields];
    logScale = new float[rows * fields];
    present = new int[rows];
    tail = new double[fields];
    inverseTail = new double[fields];
    normaliser = new double[fields];
    tailTerm = new double[fields];
    tailGradient = new double[fields];
  }

  @Override
  public void score(
      float[] parameters, int offset, float[] prediction, float[] target, float[] rowLoss) {
    for (int f = 0; f < fields; f++) {
      double v = StudentT.tail(parameters[offset + f]);
      tail[f] = v;
      inverseTail[f] = 1 / v;
      normaliser[f] =
          0.5 * Math.log(v * Math.PI) + Gamma.logGamma(v / 2) - Gamma.logGamma((v + 1) / 2);
      tailTerm[f] = 1 / v + Gamma.digamma(v / 2) - Gamma.digamma((v + 1) / 2);
    }
    for (int row = 0; row < rows; row++) {
      rowLoss[row] = scoreRow(row, prediction, target);
    }
  }

  private float scoreRow(int row, float[] prediction, float[] target) {
    double sum = 0;
    int count = 0;
    int at = row * fields;
    int locations = 2 * at;
    int scales = locations + fields;
    for (int f = 0; f < fields; f++) {
      float y = target[at + f];
      known[at + f] = !Float.isNaN(y);
      if (known[at + f]) {
        float a = prediction[scales + f];
        float clamped = StudentT.clampLogScale(a);
        float inverse = FastMath.exp(-clamped);
        float z = (y - prediction[locations + f]) * inverse;
        double log = FastMath.log(1 + z * (double) z * inverseTail[f]);
        inverseScale[at + f] = inverse;
        logScale[at + f] = a;
        residual[at + f] = z;
        logTerm[at + f] = (float) log;
        sum += clamped + 0.5 * (tail[f] + 1) * log + normaliser[f];
        count++;
      }
    }
    present[row] = count;
    return count == 0 ? 0f : (float) (sum / count);
  }

  @Override
  public void gradient(
      float[] parameters,
      int offset,
      float[] rowWeight,
      float[] predictionGradient,
      float[] gradient) {
    java.util.Arrays.fill(tailGradient, 0);
    for (int row = 0; row < rows; row++) {
      gradientRow(row, rowWeight[row] / Math.max(1, present[row]), predictionGradient);
    }
    for (int f = 0; f < fields; f++) {
      float parameter = parameters[offset + f];
      boolean leadsOut = StudentT.tailAtBound(parameter) && tailGradient[f] < 0;
      gradient[offset + f] =
          leadsOut ? 0f : (float) (tailGradient[f] * StudentT.tailSlope(parameter));
    }
  }

  private void gradientRow(int row, float weight, float[] predictionGradient) {
    int at = row * fields;
    int locations = 2 * at;
    int scales = locations + fields;
    for (int f = 0; f < fields; f++) {
      if (!known[at + f]) {
        predictionGradient[locations + f] = 0f;
        predictionGradient[scales + f] = 0f;
        continue;
      }
      float z = residual[at + f];
      double v = tail[f];
      double square = z * (double) z;
      double pull = (v + 1) / (v + square);
      predictionGradient[locations + f] = (float) (-weight * pull * z) * inverseScale[at + f];
      float widen = (float) (weight * (1 - pull * square));
      predictionGradient[scales + f] = leadsOut(logScale[at + f], widen) ? 0f : widen;
      tailGradient[f] +=
          weight * 0.5 * (tailTerm[f] + logTerm[at + f] - pull * square * inverseTail[f]);
    }
  }

  /** Would descent take a log scale that is at or beyond a bound further out? */
  private static boolean leadsOut(float logScale, float gradient) {
    return (logScale <= StudentT.LOWEST_LOG_SCALE && gradient > 0)
        || (logScale >= StudentT.HIGHEST_LOG_SCALE && gradient < 0);
  }
}
