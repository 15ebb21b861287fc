package io.thalweg.model.layer;

import java.util.Arrays;

/**
 * Layer normalisation: every row to mean zero and variance one, then scaled and shifted by what is
 * learned, {@code y = gain * (x - mean) / sqrt(variance + 1e-5) + shift}.
 *
 * <p>Shapes: x and y {@code [rows, width]}; parameters: gain {@code [width]}, shift {@code
 * [width]}. Rows are taken in chunks that stay in the first cache, and for which gain and shift are
 * laid out again and again, so that their loops are long. Variance in two passes: one would cancel.
 * A NaN makes its row NaN and no other. Not thread-safe.
 *
 * <p>Source: Ba, Kiros and Hinton 2016 (arXiv 1607.06450).
 */
public final class LayerNorm {
  private static final float EPSILON = 1e-5f;
  private static final int CHUNK_FLOATS = 2048;

  private final int rows;
  private final int width;
  private final int chunk;

  /** Normalised rows before gain and shift, {@code [rows, width]}. */
  private final float[] normal;

  /** One over the standard deviation of each row. */
  private final float[] inverse;

  private final float[] gain;
  private final float[] shift;
  private final float[] gainGradient;
  private final float[] shiftGradient;
  private final float[] slope;

  /** A chunk of x or its gradient, and of the normalised rows. */
  private final float[] work;

  /**
   * @param rows rows of every call
   * @param width floats of a row
   */
  public LayerNorm(int rows, int width) {
    this.rows = rows;
    this.width = width;
    chunk = Math.min(rows, Math.max(1, CHUNK_FLOATS / width));
    normal = new float[rows * width];
    inverse = new float[rows];
    gain = new float[chunk * width];
    shift = new float[chunk * width];
    gainGradient = new float[chunk * width];
    shiftGradient = new float[chunk * width];
    slope = new float[chunk * width];
    work = new float[chunk * width];
  }

  /** Number of parameters of a layer of this width. */
  public static int parameterCount(int width) {
    return 2 * width;
  }

  /** Gain one, shift zero. */
  public static void initialise(float[] parameters, int offset, int width) {
    Arrays.fill(parameters, offset, offset + width, 1f);
    Arrays.fill(parameters, offset + width, offset + 2 * width, 0f);
  }

  /**
   * Normalises rows.
   *
   * @param x {@code [rows, width]}, untouched
   * @param y {@code [rows, width]}, written
   */
  public void forward(float[] parameters, int offset, Matrix x, Matrix y) {
    Rows.repeat(parameters, offset, width, gain, gain.length);
    Rows.repeat(parameters, offset + width, width, shift, shift.length);
    for (int row = 0; row < rows; row += chunk) {
      int count = Math.min(rows - row, chunk);
      int at = row * width;
      int floats = count * width;
      x.get(work, 0, floats, at);
      for (int r = 0; r < count; r++) {
        inverse[row + r] = normalise(work, r * width, width, work);
      }
      System.arraycopy(work, 0, normal, at, floats);
      affine(work, floats);
      y.put(work, 0, floats, at);
    }
  }

  /**
   * Normalises one row without gain and shift.
   *
   * @return one over its standard deviation
   */
  private static float normalise(float[] x, int at, int width, float[] normal) {
    float mean = Sums.sum(x, at, width) / width;
    float variance = Sums.squaresAround(mean, x, at, width) / width;
    float scale = (float) (1 / Math.sqrt(variance + EPSILON));
    for (int i = 0; i < width; i++) {
      normal[at + i] = (x[at + i] - mean) * scale;
    }
    return scale;
  }

  /** One row, for serving. */
  public static void row(float[] parameters, int offset, int width, float[] x, float[] y) {
    normalise(x, 0, width, y);
    for (int i = 0; i < width; i++) {
      y[i] = y[i] * parameters[offset + i] + parameters[offset + width + i];
    }
  }

  private void affine(float[] values, int count) {
    for (int i = 0; i < count; i++) {
      values[i] = values[i] * gain[i] + shift[i];
    }
  }

  /**
   * Gradients of the last {@link #forward}.
   *
   * @param yGradient {@code [rows, width]}, untouched
   * @param gradient overwritten at {@code [offset, offset + 2 * width)}
   * @param xGradient {@code [rows, width]}: the gradient of x is added, as a residual path wants
   */
  public void backward(Matrix yGradient, float[] gradient, int offset, Matrix xGradient) {
    Arrays.fill(gainGradient, 0f);
    Arrays.fill(shiftGradient, 0f);
    for (int row = 0; row < rows; row += chunk) {
      int last = Math.min(rows, row + chunk);
      int at = row * width;
      int floats = (last - row) * width;
      yGradient.get(slope, 0, floats, at);
      System.arraycopy(normal, at, work, 0, floats);
      throughAffine(floats);
      for (int r = row; r < last; r++) {
        throughNormal((r - row) * width, inverse[r]);
      }
      xGradient.get(work, 0, floats, at);
      Rows.add(slope, work, floats);
      xGradient.put(work, 0, floats, at);
    }
    fold(gainGradient, gradient, offset);
    fold(shiftGradient, gradient, offset + width);
  }

  private void throughAffine(int count) {
    for (int i = 0; i < count; i++) {
      float d = slope[i];
      gainGradient[i] += d * work[i];
      shiftGradient[i] += d;
      slope[i] = d * gain[i];
    }
  }

  /** {@code dx = (dn - mean(dn) - n * mean(dn * n)) / deviation}. */
  private void throughNormal(int at, float scale) {
    float mean = Sums.sum(slope, at, width) / width;
    float along = Sums.dot(slope, work, at, width) / width;
    for (int i = 0; i < width; i++) {
      slope[at + i] = scale * (slope[at + i] - mean - along * work[at + i]);
    }
  }

  private void fold(float[] sums, float[] gradient, int offset) {
    System.arraycopy(sums, 0, gradient, offset, width);
    for (int row = width; row < sums.length; row += width) {
      for (int i = 0; i < width; i++) {
        gradient[offset + i] += sums[row + i];
      }
    }
  }
}
