package io.thalweg.model.detect;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How improbable what a camera shows is, patch by patch: the energy of the difference between the
 * frame that came and the one that was expected, beside what that energy usually is just there.
 *
 * <p>A frame is {@code [height, width, channels]} in grey levels over {@value #LEVELS_PER_UNIT}, a
 * patch a square of {@code side} pixels, smaller at the right and the bottom where sides do not
 * divide. Its energy is {@code log((sum r^2 / n + floor) / (sum v / n + floor))}, r the unclamped
 * difference, v its expected variance (higher where something moves), the floor the variance of
 * rounding to a grey level, 1/12. Per patch a running mean and variance of that logarithm are kept
 * (decaying in frames, over {@value #MEAN_MEMORY} and {@value #MEMORY}); a patch's surprise is the
 * negative log two-sided tail probability of the next one under a Student-t of {@value #NU} degrees
 * of freedom. Two-sided because a frozen picture differs far too <em>little</em>: even an empty
 * scene has the sensor's noise.
 *
 * <p>While a patch has seen few frames its variance is drawn towards the mean over all patches, for
 * which {@value #PRIOR_FRAMES} frames count, and its mean is as uncertain as it is. The first
 * {@value #FIRST_FRAMES} frames are not scored.
 *
 * <p>Test, then train: {@link #surprise}, then {@link #observe}. Deviations are winsorised at
 * {@value #TOLERATED} standard deviations before they are learned, so that an outlier moves the
 * statistics no more than ordinary spread does. A difference that is not a number counts as none; a
 * patch without any has no surprise (NaN).
 *
 * <p>Cost: one pass over the pixels. State: {@code 4 + 8 * patches} bytes; 516 for 64 x 64.
 * Deterministic, not thread-safe.
 */
public final class PatchEnergy {
  /** Grey levels in one unit of a frame's values. */
  public static final int LEVELS_PER_UNIT = 32;

  static final int FIRST_FRAMES = 8;
  private static final int MEMORY = 500;

  /** Of the mean, which follows the light of a day. */
  private static final int MEAN_MEMORY = 100;

  private static final int PRIOR_FRAMES = 16;
  private static final double NU = 8;
  private static final double TOLERATED = 3;
  private static final double ROUNDING = 1.0 / 12 / (LEVELS_PER_UNIT * LEVELS_PER_UNIT);
  private static final double FIRST_VARIANCE = 0.25;

  private static final StudentTTail TAIL = StudentTTail.of(NU);

  private final int width;
  private final int channels;
  private final int side;
  private final int across;
  private final int patches;

  private final double[] difference;
  private final double[] expected;
  private final int[] present;

  /** Logarithm of the energy last seen, beside what was expected. */
  private final float[] energy;

  private int frames;
  private final float[] mean;
  private final float[] variance;

  /**
   * @param height rows of a frame
   * @param width pixels of a row
   * @param channels values of a pixel
   * @param side pixels of a patch's side
   */
  public PatchEnergy(int height, int width, int channels, int side) {
    if (height < 1 || width < 1 || channels < 1 || side < 1) {
      throw new IllegalArgumentException(
          "a frame of %d x %d x %d has no patches of %d x %d"
              .formatted(height, width, channels, side, side));
    }
    this.width = width;
    this.channels = channels;
    this.side = side;
    across = (width - 1) / side + 1;
    patches = across * ((height - 1) / side + 1);
    difference = new double[patches];
    expected = new double[patches];
    present = new int[patches];
    energy = new float[patches];
    mean = new float[patches];
    variance = new float[patches];
    Arrays.fill(variance, (float) FIRST_VARIANCE);
  }

  /** Patches of a frame, row by row. */
  public int parts() {
    return patches;
  }

  /** Patches of a row of patches. */
  public int across() {
    return across;
  }

  /**
   * Compares a frame with what was expected.
   *
   * @param came {@code [height, width, channels]}, NaN where missing, untouched
   * @param expected the same
   * @param expectedVariance of the difference, the same
   * @param surprise written, {@code [parts]}, in nats; NaN where there is none
   */
  public void surprise(
      float[] came, float[] expected, float[] expectedVariance, double[] surprise) {
    measure(came, expected, expectedVariance);
    double pooled = pooledVariance();
    for (int p = 0; p < patches; p++) {
      surprise[p] =
          frames < FIRST_FRAMES || Float.isNaN(energy[p])
              ? Double.NaN
              : TAIL.surprise((energy[p] - mean[p]) / Math.sqrt(spread(p, pooled)));
    }
  }

  private void measure(float[] came, float[] expectation, float[] expectedVariance) {
    Arrays.fill(difference, 0);
    Arrays.fill(expected, 0);
    Arrays.fill(present, 0);
    int row = width * channels;
    for (int at = 0, y = 0; at < came.length; at += row, y++) {
      for (int x = 0; x < row; x++) {
        float r = came[at + x] - expectation[at + x];
        if (!Float.isNaN(r)) {
          int p = y / side * across + x / (side * channels);
          difference[p] += (double) r * r;
          expected[p] += expectedVariance[at + x];
          present[p]++;
        }
      }
    }
    for (int p = 0; p < patches; p++) {
      energy[p] =
          present[p] == 0
              ? Float.NaN
              : (float)
                  Math.log(
                      (difference[p] / present[p] + ROUNDING)
                          / (expected[p] / present[p] + ROUNDING));
    }
  }

  private double pooledVariance() {
    double sum = 0;
    for (float v : variance) {
      sum += v;
    }
    return sum / patches;
  }

  private double spread(int p, double pooled) {
    double own = Math.min(frames, MEMORY);
    double drawn = (own * variance[p] + PRIOR_FRAMES * pooled) / (own + PRIOR_FRAMES);
    return drawn * (1 + 1 / Math.max(1, own));
  }

  /** Learns the frame last compared. */
  public void observe() {
    frames++;
    double pooled = pooledVariance();
    for (int p = 0; p < patches; p++) {
      if (!Float.isNaN(energy[p])) {
        learn(p, pooled);
      }
    }
  }

  private void learn(int p, double pooled) {
    double deviation = energy[p] - mean[p];
    if (frames > FIRST_FRAMES) {
      double limit = TOLERATED * Math.sqrt(spread(p, pooled));
      deviation = Math.max(-limit, Math.min(limit, deviation));
      double share = Math.max(1.0 / frames, 1.0 / MEMORY);
      variance[p] += (float) (share * ((1 - share) * deviation * deviation - variance[p]));
    }
    mean[p] += (float) (Math.max(1.0 / frames, 1.0 / MEAN_MEMORY) * deviation);
  }

  /** Root mean square difference of a patch of the frame last compared, in grey levels. */
  public double observedLevels(int p) {
    return LEVELS_PER_UNIT * Math.sqrt(difference[p] / Math.max(1, present[p]));
  }

  /** What {@link #observedLevels} usually is where as much is expected to move. */
  public double expectedLevels(int p) {
    double usual = expected[p] / Math.max(1, present[p]) + ROUNDING;
    return LEVELS_PER_UNIT * Math.sqrt(usual * Math.exp(mean[p]));
  }

  /** Standard deviation of the logarithm of {@link #observedLevels}. */
  public double spread(int p) {
    return Math.sqrt(spread(p, pooledVariance())) / 2;
  }

  /** Size of a comparison as {@link #writeComparison} writes it. */
  public int comparisonBytes() {
    return Float.BYTES * patches;
  }

  /** Appends {@link #comparisonBytes} bytes: all that is learned of the frame last compared. */
  public void writeComparison(ByteBuffer out) {
    for (float e : energy) {
      out.putFloat(e);
    }
  }

  /** Makes a comparison that was written the last one, to be learned once more. */
  public void readComparison(ByteBuffer in) {
    for (int p = 0; p < patches; p++) {
      energy[p] = in.getFloat();
    }
  }

  /** Size of the state as {@link #writeTo} writes it. */
  public int bytes() {
    return Integer.BYTES + 2 * Float.BYTES * patches;
  }

  /** Appends {@link #bytes} bytes. */
  public void writeTo(ByteBuffer out) {
    out.putInt(frames);
    for (int p = 0; p < patches; p++) {
      out.putFloat(mean[p]).putFloat(variance[p]);
    }
  }

  /** Replaces the state by one written for frames of the same size. */
  public void readFrom(ByteBuffer in) {
    frames = in.getInt();
    for (int p = 0; p < patches; p++) {
      mean[p] = in.getFloat();
      variance[p] = in.getFloat();
    }
  }
}
