package io.thalweg.model.objective;

import io.thalweg.model.layer.FastMath;

/**
 * Rows of {@link StudentT}: scores and gradients over preallocated arrays.
 *
 * <p>All in single precision, and one kind of work per loop, over all rows where it can be: the
 * loops that hold no logarithm are vectorised, and done in one loop the same work takes three times
 * as long. With {@code q = z^2 / v} and {@code share = 1 / (1 + q)} the pull {@code (v + 1) z^2 /
 * (v + z^2)} is {@code (v + 1) (1 - share)}, which stays right when q overflows.
 */
final class StudentTPass implements Objective.Pass {
  private final int fields;
  private final int rows;

  /** Per value of the last score: is it there; z, 1 + q and what is made of it. */
  private final boolean[] known;

  private final float[] residual;

  private final float[] spread;
  private final float[] share;
  private final float[] logTerm;

  /** Per prediction: log scale as predicted, one over the scale (of locations: never read). */
  private final float[] logScale;

  private final float[] inverseScale;
  private final int[] present;

  /** Per field: v + 1, 1/v, the density's constant, and what of the tail's gradient is constant. */
  private final float[] tailPlusOne;

  private final float[] inverseTail;
  private final float[] normaliser;
  private final float[] tailTerm;
  private final float[] tailGradient;

  StudentTPass(int fields, int rows) {
    this.fields = fields;
    this.rows = rows;
    known = new boolean[rows * fields];
    residual = new float[rows * fields];
    spread = new float[rows * fields];
    share = new float[rows * fields];
    logTerm = new float[rows * fields];
    logScale = new float[2 * rows * fields];
    inverseScale = new float[2 * rows * fields];
    present = new int[rows];
    tailPlusOne = new float[fields];
    inverseTail = new float[fields];
    normaliser = new float[fields];
    tailTerm = new float[fields];
    tailGradient = new float[fields];
  }

  @Override
  public void score(
      float[] parameters, int offset, float[] prediction, float[] target, float[] rowLoss) {
    for (int f = 0; f < fields; f++) {
      double v = StudentT.tail(parameters[offset + f]);
      tailPlusOne[f] = (float) (v + 1);
      inverseTail[f] = (float) (1 / v);
      normaliser[f] =
          (float)
              (0.5 * Math.log(v * Math.PI) + Gamma.logGamma(v / 2) - Gamma.logGamma((v + 1) / 2));
      tailTerm[f] = (float) (1 / v + Gamma.digamma(v / 2) - Gamma.digamma((v + 1) / 2));
    }
    System.arraycopy(prediction, 0, logScale, 0, prediction.length);
    invertScales(prediction);
    for (int row = 0; row < rows; row++) {
      standardise(row, prediction, target);
    }
    takeLogs();
    for (int row = 0; row < rows; row++) {
      rowLoss[row] = sumUp(row, target);
    }
  }

  private void invertScales(float[] prediction) {
    for (int i = 0; i < prediction.length; i++) {
      inverseScale[i] = FastMath.exp4(-prediction[i]); // clamps as LogScale does
    }
  }

  private void standardise(int row, float[] prediction, float[] target) {
    int at = row * fields;
    int locations = 2 * at;
    int scales = locations + fields;
    for (int f = 0; f < fields; f++) {
      float z = (target[at + f] - prediction[locations + f]) * inverseScale[scales + f];
      residual[at + f] = z;
      spread[at + f] = 1 + z * z * inverseTail[f];
    }
  }

  private void takeLogs() {
    for (int i = 0; i < spread.length; i++) {
      share[i] = 1 / spread[i];
    }
    for (int i = 0; i < spread.length; i++) {
      logTerm[i] = FastMath.log(spread[i]);
    }
  }

  private float sumUp(int row, float[] target) {
    int at = row * fields;
    int scales = 2 * at + fields;
    float sum = 0;
    int count = 0;
    for (int f = 0; f < fields; f++) {
      known[at + f] = !Float.isNaN(target[at + f]);
      if (known[at + f]) {
        float scale = LogScale.clamp(logScale[scales + f]);
        sum += scale + 0.5f * tailPlusOne[f] * logTerm[at + f] + normaliser[f];
        count++;
      }
    }
    present[row] = count;
    return count == 0 ? 0f : sum / count;
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
      float near = share[at + f];
      float slope = tailPlusOne[f] * inverseTail[f] * near * residual[at + f];
      float pull = tailPlusOne[f] * (1 - near);
      predictionGradient[locations + f] = -weight * slope * inverseScale[scales + f];
      float widen = weight * (1 - pull);
      predictionGradient[scales + f] = LogScale.leadsOut(logScale[scales + f], widen) ? 0f : widen;
      tailGradient[f] += weight * 0.5f * (tailTerm[f] + logTerm[at + f] - pull * inverseTail[f]);
    }
  }
}
