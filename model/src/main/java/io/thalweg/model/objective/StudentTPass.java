package io.thalweg.model.objective;

/** Rows of {@link StudentT}: scores and gradients over preallocated arrays. */
final class StudentTPass implements Objective.Pass {
  private final int fields;
  private final int rows;

  /** Per value of the last score: standardised residual (NaN = absent), its log term, 1/scale. */
  private final float[] residual;

  private final float[] logTerm;
  private final float[] inverseScale;
  private final float[] logScale;
  private final int[] present;

  private final double[] tail;
  private final double[] normaliser;
  private final double[] tailTerm;
  private final double[] tailGradient;

  StudentTPass(int fields, int rows) {
    this.fields = fields;
    this.rows = rows;
    residual = new float[rows * fields];
    logTerm = new float[rows * fields];
    inverseScale = new float[rows * fields];
    logScale = new float[rows * fields];
    present = new int[rows];
    tail = new double[fields];
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
      float z = Float.NaN;
      if (!Float.isNaN(y)) {
        float a = prediction[scales + f];
        float clamped = StudentT.clampLogScale(a);
        float inverse = (float) Math.exp(-clamped);
        z = (y - prediction[locations + f]) * inverse;
        double v = tail[f];
        double log = Math.log(1 + z * (double) z / v);
        inverseScale[at + f] = inverse;
        logScale[at + f] = a;
        logTerm[at + f] = (float) log;
        sum += clamped + 0.5 * (v + 1) * log + normaliser[f];
        count++;
      }
      residual[at + f] = z;
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
      double slope = StudentT.tailSlope(parameters[offset + f]);
      gradient[offset + f] = (float) (tailGradient[f] * slope);
    }
  }

  private void gradientRow(int row, float weight, float[] predictionGradient) {
    int at = row * fields;
    int locations = 2 * at;
    int scales = locations + fields;
    for (int f = 0; f < fields; f++) {
      float z = residual[at + f];
      if (Float.isNaN(z)) {
        predictionGradient[locations + f] = 0f;
        predictionGradient[scales + f] = 0f;
        continue;
      }
      double v = tail[f];
      double square = z * (double) z;
      double pull = (v + 1) / (v + square);
      predictionGradient[locations + f] = (float) (-weight * pull * z) * inverseScale[at + f];
      predictionGradient[scales + f] =
          insideClamp(at + f) ? (float) (weight * (1 - pull * square)) : 0f;
      tailGradient[f] += weight * 0.5 * (tailTerm[f] + logTerm[at + f] - pull * square / v);
    }
  }

  private boolean insideClamp(int index) {
    float a = logScale[index];
    return a > StudentT.LOWEST_LOG_SCALE && a < StudentT.HIGHEST_LOG_SCALE;
  }
}
