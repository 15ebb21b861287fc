package io.thalweg.model.objective;

import io.thalweg.model.layer.FastMath;
import java.util.SplittableRandom;

/**
 * Negative log likelihood of a normal distribution with predicted location and scale.
 *
 * <p>For residual {@code z = (y - m) / s} and {@code s = exp(a)}:
 *
 * <pre>{@code
 * loss = a + z^2 / 2 + log(2 pi) / 2                                  [nats]
 * dloss/dm = -z / s          grows with the residual: an outlier pulls as hard as it is far
 * dloss/da = 1 - z^2
 * }</pre>
 *
 * <p>A prediction row is {@code [m_0 .. m_{F-1}, a_0 .. a_{F-1}]}; the log scale is clamped to [-4,
 * 4], where gradients that lead further out are zero. For data with outliers {@link StudentT} is
 * the better choice. NaN predictions give NaN losses and gradients. Cost: one exponential per
 * value. No parameters of its own. Deterministic.
 *
 * <p>Source: Nix and Weigend 1994, "Estimating the mean and variance of the target probability
 * distribution".
 *
 * <p>Example: residual 0 at scale 1 costs {@code log(2 pi) / 2 = 0.9189} nats.
 */
public final class Gaussian implements Likelihood {
  private static final float NORMALISER = (float) (0.5 * Math.log(2 * Math.PI));

  private final int targetSize;

  /**
   * @param targetSize values per target, at least 1
   */
  public Gaussian(int targetSize) {
    this.targetSize = Sizes.positive("targetSize", targetSize);
  }

  @Override
  public int targetSize() {
    return targetSize;
  }

  @Override
  public int predictionSize() {
    return 2 * targetSize;
  }

  @Override
  public int parameterCount() {
    return 0;
  }

  @Override
  public void initialise(float[] parameters, int offset, SplittableRandom random) {}

  @Override
  public Pass newPass(int rows) {
    return new Rows(targetSize, rows);
  }

  @Override
  public void distribution(
      float[] parameters, int offset, float[] prediction, float[] location, float[] scale) {
    LogScale.distribution(prediction, targetSize, location, scale);
  }

  @Override
  public double tail(float[] parameters, int offset, int index) {
    return Double.POSITIVE_INFINITY;
  }

  private static final class Rows implements Pass {
    private final int fields;
    private final int[] present;

    /** Of the last score, laid out as predictions: derivatives by location and log scale. */
    private final float[] slope;

    Rows(int fields, int rows) {
      this.fields = fields;
      present = new int[rows];
      slope = new float[2 * rows * fields];
    }

    @Override
    public void score(
        float[] parameters, int offset, float[] prediction, float[] target, float[] rowLoss) {
      for (int row = 0; row < present.length; row++) {
        rowLoss[row] = scoreRow(row, prediction, target);
      }
    }

    private float scoreRow(int row, float[] prediction, float[] target) {
      float sum = 0;
      int count = 0;
      int locations = 2 * row * fields;
      int scales = locations + fields;
      for (int f = 0; f < fields; f++) {
        float y = target[row * fields + f];
        if (Float.isNaN(y)) {
          slope[locations + f] = 0f;
          slope[scales + f] = 0f;
          continue;
        }
        float a = prediction[scales + f];
        float clamped = LogScale.clamp(a);
        float inverse = FastMath.exp(-clamped);
        float z = (y - prediction[locations + f]) * inverse;
        float widen = 1 - z * z;
        sum += clamped + 0.5f * z * z + NORMALISER;
        slope[locations + f] = -z * inverse;
        slope[scales + f] = LogScale.leadsOut(a, widen) ? 0f : widen;
        count++;
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
      for (int row = 0; row < present.length; row++) {
        float weight = rowWeight[row] / Math.max(1, present[row]);
        for (int i = 2 * row * fields; i < 2 * (row + 1) * fields; i++) {
          predictionGradient[i] = weight * slope[i];
        }
      }
    }
  }
}
